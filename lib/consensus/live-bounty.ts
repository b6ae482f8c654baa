import { ONE_Q16 } from "@/lib/kernel/q16";
import { addAnnotator, addItem, isOutgrown, openLive, takeAnswer, temperedRow } from "@/lib/referee/live";
import type { Live } from "@/lib/referee/live-state";
import { tables } from "@/lib/referee/tables";
import { entropies } from "@/lib/referee/temper";
import type { Categorical } from "./categorical";
import type { Decision, DecisionTerms } from "./decide";
import { judgeItem } from "./item-state";
import type { ConsensusRow, LiveNews } from "./ports";
import { type Hearing, SPARE, type Sweep } from "./sweep";

/**
 * A bounty's answers between two sweeps, in the memory of one worker. `applied` is what the database had counted as
 * applied when it was read: as long as it says the same, this holds every answer that anybody has applied.
 */
export type LiveBounty = {
  applied: number;
  readonly live: Live;
  readonly terms: DecisionTerms;
  readonly types: Categorical;
  /** Known class by item number, gold items only. */
  readonly gold: ReadonlyMap<number, number>;
  readonly itemIds: Map<number, number>;
  readonly annotatorIds: Map<number, number>;
};

/** The state that a sweep's own verdict leaves behind; undefined when no answer counted yet. Pure. */
export function openLiveBounty(
  sweep: Sweep,
  { facts }: Hearing,
  { verdict }: Decision,
  terms: DecisionTerms,
  types: Categorical,
): LiveBounty | undefined {
  if (!verdict) return undefined;
  const { hearing, result } = verdict;
  const { mode, posterior, kept, start, answers } = result;
  const swept = { mode, posterior, coins: kept?.coins, prior: kept?.prior, index: { start, answers } };
  const gold = new Map<number, number>();
  for (const [itemNo, { hash }] of sweep.items) {
    const known = facts.gold?.get(hash);
    if (known !== undefined) gold.set(itemNo, known);
  }
  return {
    applied: sweep.applied ?? 0,
    live: openLive(hearing.input, swept, terms.tauQ10),
    ...{ terms, types, gold },
    itemIds: idsOf(sweep.items, hearing.items, ({ hash }) => hash),
    annotatorIds: idsOf(sweep.annotators, hearing.annotators, (address) => address),
  };
}

/** Row number → id in the hearing, of those that are in it. */
function idsOf<Value>(
  rows: ReadonlyMap<number, Value>,
  names: readonly string[],
  nameOf: (value: Value) => string,
): Map<number, number> {
  const ids = new Map(names.map((name, id) => [name, id]));
  const found = new Map<number, number>();
  for (const [no, value] of rows) {
    const id = ids.get(nameOf(value));
    if (id !== undefined) found.set(no, id);
  }
  return found;
}

/** Whether a sweep should replace the state before it goes on. */
export const outgrown = ({ live }: LiveBounty): boolean => isOutgrown(live);

/** Takes answers in; those it has are left as they are. Returns what each item they name amounts to now, by number. */
export function takeNews(bounty: LiveBounty, news: LiveNews): ConsensusRow[] {
  const { live, types, itemIds, annotatorIds, gold } = bounty;
  const touched = new Set<number>();
  news.itemNo.forEach((itemNo, i) => {
    if (news.kind[i] === SPARE) return;
    const t = idFor(itemIds, itemNo, () => addItem(live, gold.get(itemNo) ?? -1));
    const w = idFor(annotatorIds, news.annotatorNo[i] ?? -1, () => addAnnotator(live));
    takeAnswer(live, t, w, types.category(JSON.parse(news.answer[i] ?? "null")));
    touched.add(itemNo);
  });
  return [...touched].sort((a, b) => a - b).map((itemNo) => rowOf(bounty, itemNo, news.wants.get(itemNo)));
}

function idFor(ids: Map<number, number>, no: number, add: () => number): number {
  const id = ids.get(no) ?? add();
  ids.set(no, id);
  return id;
}

function rowOf(
  { live, terms, types, gold, itemIds }: LiveBounty,
  itemNo: number,
  wanted: number | undefined,
): ConsensusRow {
  const t = itemIds.get(itemNo) ?? -1;
  const { classes } = live;
  const want = wanted ?? terms.overlap;
  const posteriorQ16 = [...live.posterior.subarray(t * classes, (t + 1) * classes)];
  const temperedQ16 = temperedRow(live, t);
  const best = Math.max(...posteriorQ16);
  const category = posteriorQ16.indexOf(best);
  const certaintyQ16 = Math.min(ONE_Q16, temperedQ16[category] ?? 0);
  const answers = live.size[t] ?? 0;
  const tied = posteriorQ16.lastIndexOf(best) !== category;
  const counted = live.mode === "majority";
  const item = { isGold: gold.has(itemNo), answers, want, certaintyQ16, tied, counted };
  const { state, asks } = judgeItem(item, terms);
  return {
    ...{ itemNo, answer: types.answer(category), category, posteriorQ16, temperedQ16, certaintyQ16 },
    entropyQ10: entropies(Int32Array.from(temperedQ16), 1, classes, tables().log)[0] ?? 0,
    ...{ answers, state, askFrom: asks ? want : undefined },
  };
}
