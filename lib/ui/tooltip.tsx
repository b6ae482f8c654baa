"use client";
/** A few words on hover and on focus. Only for what can be done without: a touch screen does not show it. */
import { Tooltip as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";

export interface TooltipProps {
  words: ReactNode;
  /** One element that can take focus. */
  children: ReactElement;
}

export function Tooltip({ words, children }: TooltipProps) {
  return (
    <Primitive.Provider delayDuration={300}>
      <Primitive.Root>
        <Primitive.Trigger asChild>{children}</Primitive.Trigger>
        <Primitive.Portal>
          <Primitive.Content className="ui-tooltip" sideOffset={6} collisionPadding={12}>
            {words}
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  );
}
