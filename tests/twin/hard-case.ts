import fc from "fast-check";
import { sortVotes } from "@/lib/referee/canonical";
import { ONE } from "@/lib/referee/constants";
import type { RefereeInput } from "@/lib/referee/input";
import { METHODS } from "@/lib/referee/method";
import { PAY_RULE_NAMES } from "@/lib/referee/pay-rules";
import { dice } from "../referee/crowd";

const KINDS = [
  "one answer",
  "one annotator",
  "every item tied",
  "all gold",
  "256 classes",
  "priors with zeros",
  "one cluster",
  "half permute",
] as const;
type Kind = (typeof KINDS)[number];

/** How often a kind is drawn beside the others' ten: 256 classes cost thirty times what the others do. */
const WEIGHTS: { readonly [kind in Kind]?: number } = { "256 classes": 2 };

/** Where the arithmetic is at its edges: sizes of one, rows of zeros, one class in 256, gold against everybody. */
export const hardCase = fc
  .record({
    seed: fc.integer(),
    kind: fc.oneof(...KINDS.map((kind) => ({ arbitrary: fc.constant(kind), weight: WEIGHTS[kind] ?? 10 }))),
    method: fc.constantFrom(...METHODS),
    payRule: fc.constantFrom(...PAY_RULE_NAMES),
    tau: fc.constantFrom(0, 1, 512, 666, 1024),
    beta: fc.constantFrom(0, 13_107, 32_768, ONE),
    unit: fc.constantFrom(0n, 1n, 50_000n, 10n ** 24n),
  })
  .map(({ seed, kind, ...policy }) => ({ kind, policy, input: caseOf(seed, kind) }));

function caseOf(seed: number, kind: Kind): RefereeInput {
  const roll = dice(seed);
  const below = (n: number) => Math.floor(roll() * n);
  const classes = kind === "256 classes" ? 256 : 2 + below(4);
  const items = kind === "one answer" ? 1 : 1 + below(kind === "256 classes" ? 3 : 12);
  const annotators = kind === "one answer" || kind === "one annotator" ? 1 : 2 + below(kind === "256 classes" ? 2 : 6);
  const truth = Int32Array.from({ length: items }, () => below(classes));
  const pairs = Array.from({ length: items * annotators }, (_, i) => ({
    t: Math.floor(i / annotators),
    w: i % annotators,
  }));
  const label = ({ t, w }: { t: number; w: number }) => {
    if (kind === "every item tied") return w % classes;
    if (kind === "half permute" && w % 2 === 1) return ((truth[t] ?? 0) + 1) % classes;
    return roll() < 0.8 ? (truth[t] ?? 0) : below(classes);
  };
  const votes = sortVotes({
    item: Int32Array.from(pairs, ({ t }) => t),
    annotator: Int32Array.from(pairs, ({ w }) => w),
    label: Int32Array.from(pairs, label),
    ...{ items, annotators, classes },
  });
  return { ...votes, ...extrasOf(kind, votes, truth, below) };
}

function extrasOf(
  kind: Kind,
  votes: RefereeInput,
  truth: Int32Array,
  below: (n: number) => number,
): Partial<RefereeInput> {
  const { items, annotators, classes, item } = votes;
  if (kind === "all gold") return { gold: truth.map((k) => (below(3) === 0 ? below(classes) : k)) };
  if (kind === "one cluster")
    return { cluster: new Int32Array(annotators), standing: new Int32Array(annotators).fill(-8192) };
  if (kind !== "priors with zeros") return {};
  // Rows that are all zero, all on one class, or nearly so: a Q16 below 4 is below the table's finest step.
  const row = () => {
    const cells = new Int32Array(classes);
    const style = below(4);
    if (style > 0) cells[below(classes)] = style === 1 ? ONE : ONE - 3;
    if (style === 3) cells[0] = Math.min(3, cells[0] === 0 ? 3 : 0);
    return [...cells];
  };
  const rows = (n: number) => Int32Array.from(Array.from({ length: n }, row).flat());
  return {
    prior: rows(items),
    gate: Int32Array.from({ length: items }, () => below(2)),
    suggestions: rows(2),
    seen: item.map(() => below(3) - 1),
    standing: Int32Array.from({ length: annotators }, () => 8192 - 16_384 * below(2)),
  };
}
