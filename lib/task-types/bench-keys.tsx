import { useEffect } from "react";

/** Keys of answers in order: digits first, then letters that no tool of the bench uses. */
export const ANSWER_KEYS = "123456789abcdefhijklmnopqtvwxyz";

/**
 * Hears keys of the whole page while `on`: repeats, shortcuts of the browser and typing are left alone, and so is Enter on
 * a button, which presses it. `take` says whether the key meant something.
 */
export function useBenchKeys(on: boolean, take: (key: string) => boolean): void {
  useEffect(() => {
    if (!on) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (event.key === "Enter" && event.target instanceof HTMLButtonElement) return;
      if (take(event.key)) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [on, take]);
}

/** Which answer a key means, -1 for none. */
export const placeOfKey = (key: string): number => (key.length === 1 ? ANSWER_KEYS.indexOf(key.toLowerCase()) : -1);

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
