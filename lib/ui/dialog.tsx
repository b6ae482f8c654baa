"use client";
/** A dialog: focus goes in, Escape leaves, the page behind waits. A sheet at the foot on a phone. */
import { useTranslations } from "next-intl";
import { Dialog as Primitive } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { Icon } from "@/lib/ui/icon";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** One sentence under the title: what this is about, or exactly what will happen. */
  says?: ReactNode;
  children?: ReactNode;
  /** Buttons; the main one last. */
  actions?: ReactNode;
  size?: "normal" | "wide";
}

export function Dialog({ open, onOpenChange, title, says, children, actions, size = "normal" }: DialogProps) {
  const t = useTranslations("ui");
  const before = useRef<Element | null>(null);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="ui-veil" />
        <Primitive.Content
          className="ui-dialog"
          data-size={size}
          onOpenAutoFocus={() => {
            before.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            // Radix gives the focus back only to a trigger of its own; ours is whatever opened the dialog.
            event.preventDefault();
            if (before.current instanceof HTMLElement) before.current.focus();
          }}
          {...(says === undefined ? { "aria-describedby": undefined } : {})}
        >
          <div className="ui-dialog-head">
            <Primitive.Title>{title}</Primitive.Title>
            <Primitive.Close className="ui-icon-button" aria-label={t("close")}>
              <Icon name="cross" />
            </Primitive.Close>
          </div>
          {says !== undefined && <Primitive.Description className="ui-dialog-says">{says}</Primitive.Description>}
          {children !== undefined && <div className="ui-dialog-body">{children}</div>}
          {actions !== undefined && <div className="ui-dialog-actions">{actions}</div>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
