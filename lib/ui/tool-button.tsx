"use client";
/** A tool at the foot of the bench: its key, its icon, its word. */
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Icon } from "@/lib/ui/icon";
import type { IconName } from "@/lib/ui/icon-paths";
import { KeyCap } from "@/lib/ui/key-cap";
import { keyFor } from "@/lib/ui/key-map";
import { drawnKey } from "@/lib/ui/key-words";
import { useKeyMap } from "@/lib/ui/use-key-map";

export interface ToolButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  hotkey?: string;
  icon?: IconName;
  children: ReactNode;
}

export function ToolButton({ hotkey, icon, children, ...button }: ToolButtonProps) {
  const map = useKeyMap();
  const key = hotkey === undefined ? undefined : drawnKey(keyFor(map, hotkey));
  return (
    <button type="button" aria-keyshortcuts={key} {...button} className="ui-tool">
      {hotkey !== undefined && <KeyCap>{hotkey}</KeyCap>}
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}
