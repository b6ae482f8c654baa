import { useEffect, useEffectEvent } from "react";

const MODIFIERS = new Set([
  "Shift",
  "Control",
  "Alt",
  "AltGraph",
  "Meta",
  "CapsLock",
  "Dead",
  "Process",
  "Unidentified",
]);

/** Hears the next keys before anything else does, as long as `on`; Tab still moves the focus. */
export function useNextKey(on: boolean, take: (key: string) => void): void {
  const heard = useEffectEvent((event: KeyboardEvent) => {
    if (MODIFIERS.has(event.key) || event.key === "Tab" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    take(event.key);
  });
  useEffect(() => {
    if (!on) return;
    const onKey = (event: KeyboardEvent) => heard(event);
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [on]);
}
