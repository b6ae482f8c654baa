"use client";
/** A menu that drops from a button: a few acts or links, moved through with the arrow keys. */
import { DropdownMenu } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { Icon } from "@/lib/ui/icon";
import type { IconName } from "@/lib/ui/icon-paths";
import { Link } from "@/lib/ui/link";

export type MenuEntry =
  | {
      kind: "act";
      key: string;
      label: ReactNode;
      icon?: IconName;
      danger?: boolean;
      disabled?: boolean;
      onSelect: () => void;
    }
  | { kind: "link"; key: string; label: ReactNode; icon?: IconName; href: string; external?: boolean }
  | { kind: "words"; key: string; label: ReactNode }
  | { kind: "rule"; key: string };

export interface MenuProps {
  /** The button that opens it; must pass on its ref and properties. */
  trigger: ReactElement;
  entries: readonly MenuEntry[];
  align?: "start" | "end";
}

export function Menu({ trigger, entries, align = "end" }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="ui-menu" align={align} sideOffset={6} collisionPadding={12}>
          {entries.map((entry) => (
            <Entry key={entry.key} entry={entry} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === "rule") return <DropdownMenu.Separator className="ui-menu-rule" />;
  if (entry.kind === "words") return <DropdownMenu.Label className="ui-menu-words">{entry.label}</DropdownMenu.Label>;
  if (entry.kind === "link") {
    return (
      <DropdownMenu.Item asChild>
        <Link className="ui-menu-item" href={entry.href} external={entry.external ?? false}>
          {entry.icon !== undefined && <Icon name={entry.icon} />}
          {entry.label}
        </Link>
      </DropdownMenu.Item>
    );
  }
  return (
    <DropdownMenu.Item
      className="ui-menu-item"
      data-kind={entry.danger === true ? "danger" : undefined}
      disabled={entry.disabled ?? false}
      onSelect={entry.onSelect}
    >
      {entry.icon !== undefined && <Icon name={entry.icon} />}
      {entry.label}
    </DropdownMenu.Item>
  );
}
