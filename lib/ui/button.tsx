/** A button. Ink is the one main act of a page, gold moves tokens, line is the rest, plain backs out, danger ends. */
import type { ButtonHTMLAttributes, MouseEvent, ReactNode } from "react";
import { Icon } from "@/lib/ui/icon";
import type { IconName } from "@/lib/ui/icon-paths";

export type ButtonKind = "ink" | "gold" | "line" | "plain" | "danger";

export interface ButtonLook {
  kind?: ButtonKind;
  size?: "normal" | "large";
  wide?: boolean;
  icon?: IconName;
}

export interface ButtonProps extends ButtonLook, ButtonHTMLAttributes<HTMLButtonElement> {
  /** Work has begun: the button keeps its place, width and focus and takes no second press. */
  busy?: boolean;
  /** What the work is, with its count: `"Settling, 3 of 41"`. Give it from the start and the width never moves. */
  busyLabel?: ReactNode;
}

export function Button({ kind = "line", size, wide, icon, busy = false, busyLabel, children, ...rest }: ButtonProps) {
  const face = (
    <>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </>
  );
  const counts = busyLabel !== undefined || busy;
  return (
    <button
      type="button"
      {...rest}
      {...(busy ? { onClick: refuse, "aria-busy": true, "aria-disabled": true } : {})}
      className={rest.className === undefined ? "ui-button" : `ui-button ${rest.className}`}
      {...buttonLook({ kind, ...(size && { size }), ...(wide !== undefined && { wide }) })}
    >
      {counts ? (
        <span className="ui-button-labels">
          <span data-hidden={busy ? "" : undefined}>{face}</span>
          <span data-hidden={busy ? undefined : ""}>
            <Icon name="working" />
            {busyLabel ?? children}
          </span>
        </span>
      ) : (
        face
      )}
    </button>
  );
}

/** The attributes that make any element look like a button of that kind. */
export function buttonLook({ kind = "line", size = "normal", wide = false }: ButtonLook) {
  return { "data-kind": kind, "data-size": size, "data-wide": wide ? "" : undefined };
}

function refuse(event: MouseEvent): void {
  event.preventDefault();
}
