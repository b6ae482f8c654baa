import { ONE_Q16 } from "@/lib/kernel/q16";
import type { AnswerSpace } from "@/lib/referee/structured/input";
import { similarity } from "@/lib/referee/structured/similarity";
import { type CoefficientRow, coefficientRows, partsOf } from "./agreement-report";
import type { StructuredAnswer } from "./structured-case";

/** So many answers to other items an answer is compared with, to see how alike answers are by chance. */
const STRANGERS = 4;

/** Sums over some items; they add up. */
type Part = { rated: number; alike: number; observed: number; values: number; expected: number; compared: number };

/**
 * Agreement of answers that are no classes, by their distance, with bootstrap intervals over the items: mean similarity of
 * two answers to one item ("percent"), and Krippendorff's alpha with the distance as disagreement. Expected disagreement is
 * that of each answer with a few that stand farther on in the order of items: all pairs would grow with the square.
 */
export function structuredAgreement(
  answers: readonly StructuredAnswer[],
  space: AnswerSpace<unknown>,
): CoefficientRow[] {
  const sorted = [...answers].sort(byName);
  const partOf = partsOf(sorted.map(({ item }) => item));
  const parts = Array.from({ length: 1 + Math.max(-1, ...partOf.values()) }, blank);
  const distance = (a: unknown, b: unknown) => 1 - similarity(space, a, b) / ONE_Q16;
  for (const { item, answers: given, from } of groupsOf(sorted)) {
    const part = parts[partOf.get(item) ?? 0];
    if (!part || given.length < 2) continue;
    let apart = 0;
    given.forEach((answer, i) => {
      for (const other of given.slice(0, i)) apart += 2 * distance(answer, other);
      for (let k = 1; k <= STRANGERS; k++) {
        const at = (from + i + k * given.length) % sorted.length;
        const stranger = sorted[at];
        if (!stranger || stranger.item === item) continue;
        part.expected += distance(answer, stranger.answer);
        part.compared++;
      }
    });
    const n = given.length;
    part.rated++;
    part.alike += 1 - apart / (n * (n - 1));
    part.observed += apart / (n - 1);
    part.values += n;
  }
  return coefficientRows(["percent", "alpha-distance"], parts.length, (times) => statistics(sumOf(parts, times)));
}

const blank = (): Part => ({ rated: 0, alike: 0, observed: 0, values: 0, expected: 0, compared: 0 });

function statistics({ rated, alike, observed, values, expected, compared }: Part): (number | null)[] {
  const percent = rated === 0 ? null : alike / rated;
  const chance = compared === 0 ? 0 : expected / compared;
  return [percent, chance === 0 ? null : 1 - observed / values / chance];
}

function sumOf(parts: readonly Part[], times: ArrayLike<number>): Part {
  const sum = blank();
  parts.forEach((part, i) => {
    const by = times[i] ?? 0;
    sum.rated += by * part.rated;
    sum.alike += by * part.alike;
    sum.observed += by * part.observed;
    sum.values += by * part.values;
    sum.expected += by * part.expected;
    sum.compared += by * part.compared;
  });
  return sum;
}

const byName = (a: StructuredAnswer, b: StructuredAnswer): number =>
  a.item < b.item ? -1 : a.item > b.item ? 1 : a.annotator < b.annotator ? -1 : 1;

/** The answers of each item, and where they begin. */
function groupsOf(sorted: readonly StructuredAnswer[]) {
  const groups: { item: string; answers: unknown[]; from: number }[] = [];
  sorted.forEach(({ item, answer }, from) => {
    const last = groups.at(-1);
    if (last?.item === item) last.answers.push(answer);
    else groups.push({ item, answers: [answer], from });
  });
  return groups;
}
