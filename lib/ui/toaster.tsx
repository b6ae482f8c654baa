"use client";
/** Where passing messages appear: at the head, so that they never lie over a paying button; said with `toast` of sonner.
 * Never the only place where something is said. Its code comes after the page: nobody is told anything before. */
import { lazy, Suspense, useEffect, useState } from "react";
import { Icon } from "@/lib/ui/icon";

const Primitive = lazy(async () => ({ default: (await import("sonner")).Toaster }));

export function Toaster() {
  const [awake, setAwake] = useState(false);
  useEffect(() => setAwake(true), []);
  if (!awake) return null;
  return (
    <Suspense fallback={null}>
      <Primitive
        position="top-right"
        offset={{ top: 68, right: 24 }}
        mobileOffset={{ top: 64, left: 12, right: 12 }}
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
    </Suspense>
  );
}
