import { nominal } from "../distances";
import { jsonIn } from "../json-cell";
import { defineTaskType } from "../task-type";
import { examples } from "./examples";
import { reading } from "./reading";
import { leftOf, PairwiseConfig, PairwisePayload, pairwiseAnswer, verdictsOf } from "./schema";

/** Which of two is better. */
export const pairwise = defineTaskType({
  id: "pairwise",
  version: 1,
  title: "Pairwise preference",
  about: "Which of two is better; sides are swapped evenly and recorded.",
  asks: "Which one is better?",
  guide:
    "Read both to the end before you choose. What is true comes before what is well put, and what answers the question before what is long. If you would take either, it is a tie; if you would send neither, both are bad.",
  form: [
    { kind: "switch", key: "tie", title: "As good as each other is an answer", start: true },
    { kind: "switch", key: "bothBad", title: "Both are bad is an answer", start: true },
  ],
  config: () => PairwiseConfig,
  payload: () => PairwisePayload,
  answer: pairwiseAnswer,
  rows: {
    columns: ["pair", "comparison"],
    sample: '{"prompt":"Why is the sky blue?","a":{"by":"model-1","text":"…"},"b":{"by":"model-2","text":"…"}}',
    read: readPair,
  },
  features: ({ prompt, a, b }) => ({ kind: "text", text: `${prompt}\n${a.text}\n${b.text}` }),
  classes: (config) => verdictsOf(config).length,
  category: (verdict, config) => verdictsOf(config).indexOf(verdict),
  fromCategory: (category, config) => {
    const verdict = verdictsOf(config)[category];
    if (verdict === undefined) throw new RangeError(`no verdict ${category}`);
    return verdict;
  },
  parseCell: (cell, config) => verdictsOf(config).find((verdict) => verdict === cell.trim().toLowerCase()),
  suggestible: true,
  distance: nominal,
  compared: (verdict, payload, seat) => {
    const { a, b } = payload;
    const left = leftOf(payload, seat);
    return {
      ...(left === "a" ? { left: a.by, right: b.by } : { left: b.by, right: a.by }),
      verdict: verdict === "a" || verdict === "b" ? (verdict === left ? "left" : "right") : verdict,
    };
  },
  toRow: (verdict) => ({ preferred: verdict }),
  reading,
  examples,
});

/** A cell of JSON {prompt, a, b}. Which stands left in even seats follows from its text, so that it is even and cannot be chosen. */
function readPair(cell: string): PairwisePayload {
  const written = jsonIn(cell) ?? cell;
  const odd = Array.from(cell).reduce((sum, symbol) => sum + (symbol.codePointAt(0) ?? 0), 0) % 2;
  const pair = typeof written === "object" && written !== null ? { left: odd === 1 ? "b" : "a", ...written } : written;
  return pair as PairwisePayload;
}
