import { agreement, permille } from "./agreement";
import type { QualityReport } from "./quality-report";
import { COUNTED, type Reading } from "./sweep";

const MOMENTS = 24;

/**
 * Agreement as it grew: after each 24th of the answers, in the order of their arrival, what it was until then. Pure;
 * floats inside, integers out: a report pays nobody.
 */
export function historyOf(counting: readonly Reading[], classes: number): QualityReport["history"] {
  const inOrder = [...counting].sort(byArrival);
  const all = new Map<string, number[]>();
  const blind = new Map<string, number[]>();
  const moments: QualityReport["history"][number][] = [];
  inOrder.forEach((reading, index) => {
    count(all, reading, classes);
    if (reading.shown === undefined && reading.kind === COUNTED) count(blind, reading, classes);
    const answers = index + 1;
    const moment = (n: number) => Math.floor((n * MOMENTS) / inOrder.length);
    if (moment(answers) === moment(index)) return;
    const found = agreement([...all.values()]);
    moments.push({
      atMs: reading.atMs,
      answers,
      agreementPermille: found.items > 0 ? permille(found.percent) : null,
      alphaPermille: permille(found.alpha),
      blindAlphaPermille: permille(agreement([...blind.values()]).alpha),
    });
  });
  return moments;
}

function count(rows: Map<string, number[]>, { item, category }: Reading, classes: number): void {
  const row = rows.get(item) ?? new Array<number>(classes).fill(0);
  row[category] = (row[category] ?? 0) + 1;
  rows.set(item, row);
}

/** Ties by name, so that the order of the rows leaves no trace. */
function byArrival(a: Reading, b: Reading): number {
  const names = `${a.item} ${a.annotator}` < `${b.item} ${b.annotator}` ? -1 : 1;
  return a.atMs - b.atMs || names;
}
