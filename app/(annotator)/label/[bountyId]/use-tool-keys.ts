import { useEffect } from "react";

export type Tools = Readonly<Record<"undo" | "skip" | "guidelines" | "keys", () => void>>;

/** The tools' keys, for the whole page, while nothing floats over the bench. */
export function useToolKeys(tools: Tools, active: boolean) {
  useEffect(() => {
    if (!active) return;
    const keys: Readonly<Record<string, () => void>> = {
      u: tools.undo,
      s: tools.skip,
      g: tools.guidelines,
      "?": tools.keys,
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      const act = keys[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
}
