"use client";
/** Panels of which one is in sight: the same snippet in three languages. Arrow keys move between them. */
import { Tabs as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { useDirection } from "@/lib/ui/use-direction";

export interface TabPanel {
  key: string;
  label: string;
  content: ReactNode;
}

export function Tabs({ label, panels }: { label: string; panels: readonly TabPanel[] }) {
  const dir = useDirection();
  const first = panels[0];
  if (first === undefined) return null;
  return (
    <Primitive.Root defaultValue={first.key} dir={dir}>
      <Primitive.List className="ui-tab-list" aria-label={label}>
        {panels.map((panel) => (
          <Primitive.Trigger key={panel.key} value={panel.key}>
            {panel.label}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {panels.map((panel) => (
        <Primitive.Content key={panel.key} value={panel.key} tabIndex={-1}>
          {panel.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}
