import { bradleyTerry } from "@/lib/referee/structured/bradley-terry";
import { COMPARISON_LIMIT } from "@/lib/referee/structured/comparisons";
import { taskTypeOf } from "@/lib/task-types/registry";
import { seatOf } from "@/lib/task-types/seat";
import type { SweptBounty } from "./ports";
import type { QualityReport } from "./quality-report";
import type { Sweep } from "./sweep";

/** A sweep scores no more than this; at the limits the scores cost about three seconds. */
const MOST = { answers: 100_000, pairs: 5000, things: COMPARISON_LIMIT.things } as const;

/** `annotator` is an address. */
type Answered = { readonly itemNo: number; readonly annotator: string; readonly category: number };

/** Whether a bounty's items compare things that can be scored. */
export const comparesThings = ({ taskType }: Pick<SweptBounty, "taskType">): boolean =>
  taskTypeOf(taskType).compared !== undefined;

/**
 * Scores of what the answers compared; null where the type compares nothing, the payloads were not read, nothing is
 * answered, or there is more than a sweep has time for.
 */
export function comparedScores(
  { taskType, config }: Pick<SweptBounty, "taskType" | "config">,
  { payloads, items }: Pick<Sweep, "payloads" | "items">,
  answers: readonly Answered[],
): QualityReport["scores"] {
  const type = taskTypeOf(taskType);
  if (!type.compared || !type.fromCategory || !payloads) return null;
  if (answers.length === 0 || answers.length > MOST.answers) return null;
  const comparisons = [];
  for (const { itemNo, annotator, category } of answers) {
    const payload = payloads.get(itemNo);
    const hash = items.get(itemNo)?.hash;
    if (payload === undefined || hash === undefined) throw new RangeError(`scores: no payload of item ${itemNo}`);
    const seat = seatOf(hash, annotator);
    comparisons.push({ ...type.compared(type.fromCategory(category, config), payload, seat), annotator });
  }
  const things = new Set(comparisons.flatMap(({ left, right }) => [left, right]));
  const pairs = new Set(comparisons.map(({ left, right }) => JSON.stringify([left, right])));
  if (things.size > MOST.things || pairs.size > MOST.pairs) return null;
  const { things: scored, components, leftPermille, settled } = bradleyTerry(comparisons);
  return { things: [...scored], components, leftPermille, settled };
}
