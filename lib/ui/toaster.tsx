"use client";
/** Where passing messages appear; said with `toast` of sonner. Never the only place where something is said. */
import { Toaster as Primitive } from "sonner";
import { Icon } from "@/lib/ui/icon";

export function Toaster() {
  return (
    <Primitive
      position="bottom-right"
      gap={8}
      toastOptions={{ unstyled: true, className: "ui-toast", duration: 6_000 }}
      icons={{
        success: <Icon name="check" />,
        error: <Icon name="warn" />,
        warning: <Icon name="clock" />,
        info: <Icon name="arrow" />,
        loading: <Icon name="working" />,
      }}
    />
  );
}
