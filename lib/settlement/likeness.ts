import { ONE_Q16 } from "@/lib/kernel/q16";
import { taskTypeOf } from "@/lib/task-types/registry";
import type { ShapesInCommon } from "@/lib/task-types/task-type";

/** An answer that is no class, beside its item's label. */
export type Likeness = {
  /** Three quarters alike or more. */
  readonly agrees: boolean;
  /** Whole per cent by the task type's distance. */
  readonly percent: number;
  /** Where the type marks several things: which of them are in the label. */
  readonly shapes: ShapesInCommon | undefined;
};

/** From here on an answer passes as like the label, Q16: three quarters, as with known answers. Told, never paid by. */
const LIKE = (3 * ONE_Q16) / 4;

/** How an answer lies to its item's label; undefined where answers are classes, or there is no label. */
export function likenessOf(
  { taskType, config }: { readonly taskType: string; readonly config: unknown },
  { answer, consensus }: { readonly answer: unknown; readonly consensus: unknown },
): Likeness | undefined {
  const type = taskTypeOf(taskType);
  if (type.classes || consensus === undefined || consensus === null) return undefined;
  const alike = ONE_Q16 - type.distance(answer, consensus, config);
  return {
    agrees: alike >= LIKE,
    percent: Math.floor((alike * 100) / ONE_Q16),
    shapes: type.inCommon?.(answer, consensus),
  };
}
