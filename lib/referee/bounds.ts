import { LIMIT, ONE } from "./constants";
import type { RefereeInput, VoteIndex } from "./input";

/**
 * Proves what the arithmetic rests on: canonical order, ids in range, and sizes that keep every intermediate result an
 * integer under 2^53. Throws a RangeError naming the first rule that is broken.
 */
export function checkInput(input: RefereeInput): VoteIndex {
  const { item, annotator, label, items, annotators, classes } = input;
  const votes = item.length;
  demand(annotator.length === votes && label.length === votes, "item, annotator and label differ in length");
  demand(votes >= 1 && votes <= LIMIT.votes, "1..10^7 answers");
  demand(classes >= 2 && classes <= LIMIT.classes, "2..256 classes");
  demand(items >= 1 && items <= LIMIT.items && items * classes <= LIMIT.cells, "too many items");
  demand(annotators >= 1 && annotators <= votes, "more annotators than answers");
  const index = { start: new Int32Array(items + 1), answers: new Int32Array(annotators) };
  countAnswers(input, index);
  checkSizes(index);
  checkEvidence(input);
  return index;
}

function demand(holds: boolean, rule: string): void {
  if (!holds) throw new RangeError(`referee: ${rule}`);
}

function countAnswers({ item, annotator, label, items, annotators, classes }: RefereeInput, index: VoteIndex): void {
  const { start, answers } = index;
  let lastItem = -1;
  let lastAnnotator = -1;
  for (let i = 0; i < item.length; i++) {
    const t = item[i] as number;
    const w = annotator[i] as number;
    const l = label[i] as number;
    if (!(t >= 0 && t < items && w >= 0 && w < annotators && l >= 0 && l < classes)) demand(false, "id out of range");
    if (t < lastItem || (t === lastItem && w <= lastAnnotator)) demand(false, "answers are not in canonical order");
    start[t + 1] = (start[t + 1] as number) + 1;
    answers[w] = (answers[w] as number) + 1;
    lastItem = t;
    lastAnnotator = w;
  }
}

function checkSizes({ start, answers }: VoteIndex): void {
  for (let t = 1; t < start.length; t++) {
    const n = start[t] as number;
    if (!(n >= 1 && n <= LIMIT.perItem)) demand(false, "1..65535 answers an item");
    start[t] = (start[t - 1] as number) + n;
  }
  for (const n of answers) if (!(n >= 1 && n <= LIMIT.perAnnotator)) demand(false, "1..10^5 answers an annotator");
}

function checkEvidence(input: RefereeInput): void {
  const { items, annotators, classes, gold, prior, gate, seen, suggestions, cluster, standing } = input;
  demand(gold === undefined || gold.length === items, "one gold entry an item");
  demand(gold === undefined || gold.every((k) => k >= -1 && k < classes), "gold class out of range");
  demand(gate === undefined || gate.length === items, "one gate an item");
  demand(gate === undefined || gate.every((open) => open === 0 || open === 1), "a gate is 0 or 1");
  demand(gate === undefined || prior !== undefined, "a gate without priors");
  demand(prior === undefined || prior.length === items * classes, "one prior row an item");
  if (prior !== undefined) checkRows(prior, classes);
  const rows = suggestions === undefined ? 0 : suggestions.length / classes;
  demand(Number.isInteger(rows), "suggestions are rows of classes");
  if (suggestions !== undefined) checkRows(suggestions, classes);
  demand(seen === undefined || seen.length === input.item.length, "one seen entry an answer");
  demand(seen === undefined || seen.every((row) => row >= -1 && row < rows), "suggestion row out of range");
  demand(cluster === undefined || cluster.length === annotators, "one cluster an annotator");
  demand(cluster === undefined || cluster.every((c) => c >= 0 && c < annotators), "cluster id out of range");
  demand(standing === undefined || standing.length === annotators, "one standing an annotator");
  demand(standing === undefined || standing.every((s) => Math.abs(s) <= LIMIT.standing), "standing out of range");
}

/** Rows of Q16 probabilities: no entry negative, no row above one. */
function checkRows(cells: Int32Array, classes: number): void {
  for (let o = 0; o < cells.length; o += classes) {
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      const cell = cells[o + k] as number;
      demand(cell >= 0, "a probability is negative");
      sum += cell;
    }
    demand(sum <= ONE, "a row of probabilities exceeds one");
  }
}
