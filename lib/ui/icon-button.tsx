/** A square button with an icon alone; its label is what a reader hears and a pointer is shown. */
import type { ButtonHTMLAttributes } from "react";
import { Icon } from "@/lib/ui/icon";
import type { IconName } from "@/lib/ui/icon-paths";

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName;
  label: string;
}

export function IconButton({ icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={className === undefined ? "ui-icon-button" : `ui-icon-button ${className}`}
    >
      <Icon name={icon} />
    </button>
  );
}
