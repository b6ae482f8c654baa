import { useBenchKeys } from "@/lib/task-types/bench-keys";

export type Tools = Readonly<Record<"undo" | "redo" | "skip" | "report" | "guidelines" | "keys", () => void>>;

/** The tools' keys, for the whole page, while nothing floats over the bench and nobody writes. */
export function useToolKeys(tools: Tools, active: boolean) {
  const keys: Readonly<Record<string, () => void>> = {
    u: tools.undo,
    y: tools.redo,
    s: tools.skip,
    r: tools.report,
    g: tools.guidelines,
    "?": tools.keys,
  };
  useBenchKeys(active, (key) => {
    const act = keys[key.toLowerCase()];
    act?.();
    return act !== undefined;
  });
}
