/** A tool at the foot of the bench: its key, its icon, its word. */
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Icon } from "@/lib/ui/icon";
import type { IconName } from "@/lib/ui/icon-paths";
import { KeyCap } from "@/lib/ui/key-cap";

export interface ToolButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  hotkey?: string;
  icon?: IconName;
  children: ReactNode;
}

export function ToolButton({ hotkey, icon, children, ...button }: ToolButtonProps) {
  return (
    <button type="button" aria-keyshortcuts={hotkey} {...button} className="ui-tool">
      {hotkey !== undefined && <KeyCap>{hotkey}</KeyCap>}
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}
