import { sortVotes } from "@/lib/referee/canonical";
import { findConsensus } from "@/lib/referee/consensus";
import { DEFAULT_BETA, DEFAULT_TAU, ONE } from "@/lib/referee/constants";
import { scoreAnswers } from "@/lib/referee/credit";
import type { RefereeInput, Votes } from "@/lib/referee/input";
import { payAnnotators } from "@/lib/referee/pay";
import { PAY_RULE_NAMES, type PayRuleName } from "@/lib/referee/pay-rules";
import { KINDS, type KindName, type World } from "./attackers";
import { dice } from "./dice";
import { spearman } from "./spearman";

/** A real crowd: canonical votes, and each item's true class or -1. */
export type RealCrowd = { readonly name: string; readonly votes: Votes; readonly truth: Int32Array };

export type KindPay = {
  readonly kind: KindName;
  /** Share of all answers that the kind gave, and of all pay that it took. */
  readonly ofAnswers: number;
  readonly ofPay: number;
  /** ofPay / ofAnswers: 1 is paid like everybody else. */
  readonly perAnswer: number;
};

export type RulePay = {
  readonly rule: PayRuleName;
  readonly kinds: readonly KindPay[];
  /** Rank correlation of pay per answer with true accuracy over all accounts with 10 answers of known truth; null where all are paid alike. */
  readonly spearman: number | null;
};

const UNIT = 1_000_000n;
/** The pre-label model knows this share of the items and guesses the others; it says how often it is right (calibrated). */
const MODEL_KNOWS = 0.7;
const LEAST_KNOWN = 10;

/** Injects accounts of these kinds into a crowd and lets the real referee and every pay rule loose on it. Same seed, same result. */
export function playScenario(crowd: RealCrowd, kinds: readonly KindName[], seed: number): RulePay[] {
  const { input, kindOf, world } = inject(crowd, kinds, dice(seed));
  const found = findConsensus(input);
  const credit = scoreAnswers(input, found, DEFAULT_TAU, true);
  const accuracy = accuracies(input, crowd.truth, world.truth.length);
  return PAY_RULE_NAMES.map((rule) => {
    const { amount, payShare } = payAnnotators(input, found, credit, { beta: DEFAULT_BETA, unit: UNIT, rule });
    const total = amount.reduce((sum, pay) => sum + pay, 0n);
    const rows = kinds.map((kind): KindPay => {
      const mine = [...kindOf.entries()].flatMap(([w, of]) => (of === kind ? [w] : []));
      const answers = mine.reduce((sum, w) => sum + (found.index.answers[w] ?? 0), 0);
      const ofAnswers = answers / input.item.length;
      const ofPay = Number(mine.reduce((sum, w) => sum + (amount[w] ?? 0n), 0n)) / Number(total);
      return { kind, ofAnswers, ofPay, perAnswer: ofPay / ofAnswers };
    });
    const judged = accuracy.flatMap((right, w) => (right === null ? [] : [{ right, pay: payShare[w] ?? 0 }]));
    return {
      rule,
      kinds: rows,
      spearman: spearman(
        judged.map(({ pay }) => pay),
        judged.map(({ right }) => right),
      ),
    };
  });
}

type Injected = { readonly input: RefereeInput; readonly kindOf: ReadonlyMap<number, KindName>; readonly world: World };

function inject({ votes, truth }: RealCrowd, kinds: readonly KindName[], roll: () => number): Injected {
  const world = worldOf(votes, truth, roll);
  const kindOf = new Map<number, KindName>();
  const [item, annotator, label] = [[...votes.item], [...votes.annotator], [...votes.label]];
  const seen = new Int32Array(votes.item.length).fill(-1);
  const saw: number[] = [...seen];
  const cluster = Array.from({ length: votes.annotators }, (_, w) => w);
  let next = votes.annotators;
  for (const kind of kinds) {
    const { accounts, votes: votesOf, ...rest } = KINDS[kind];
    for (let account = 0; account < accounts; account++) {
      kindOf.set(next + account, kind);
      cluster.push("oneCluster" in rest ? next : next + account);
    }
    for (const vote of votesOf(world, roll)) {
      item.push(vote.item);
      annotator.push(next + vote.account);
      label.push(vote.label);
      saw.push(vote.sawSuggestion ? vote.item : -1);
    }
    next += accounts;
  }
  const ids = (column: readonly number[]) => Int32Array.from(column);
  const sorted = sortVotes({
    ...votes,
    item: ids(item),
    annotator: ids(annotator),
    label: ids(label),
    annotators: next,
  });
  const input = {
    ...sorted,
    cluster: ids(cluster),
    seen: sorted.source.map((from) => saw[from] ?? -1),
    suggestions: suggestionRows(world),
  };
  return { input, kindOf, world };
}

function worldOf(votes: Votes, known: Int32Array, roll: () => number): World {
  const { items, classes } = votes;
  const counts = new Int32Array(items * classes);
  const answered = new Int32Array(items);
  const said = new Int32Array(classes);
  votes.item.forEach((t, i) => {
    const l = votes.label[i] ?? 0;
    counts[t * classes + l] = (counts[t * classes + l] ?? 0) + 1;
    answered[t] = (answered[t] ?? 0) + 1;
    said[l] = (said[l] ?? 0) + 1;
  });
  const best = (cells: Int32Array) => cells.indexOf(cells.reduce((a, b) => Math.max(a, b), 0));
  const truth = known.map((k, t) => (k >= 0 ? k : best(counts.subarray(t * classes, (t + 1) * classes))));
  const suggested = truth.map((k) => (roll() < MODEL_KNOWS ? k : Math.floor(roll() * classes)));
  return { classes, truth, answered, commonest: best(said), suggested };
}

function suggestionRows({ suggested, classes }: World): Int32Array {
  const sure = Math.floor((MODEL_KNOWS + (1 - MODEL_KNOWS) / classes) * ONE);
  const rows = new Int32Array(suggested.length * classes).fill(Math.floor((ONE - sure) / (classes - 1)));
  suggested.forEach((k, t) => {
    rows[t * classes + k] = sure;
  });
  return rows;
}

/** Share of right answers of every account on items whose truth is known; null with fewer than ten of them. */
function accuracies(input: Votes, truth: Int32Array, items: number): (number | null)[] {
  const right = new Int32Array(input.annotators);
  const known = new Int32Array(input.annotators);
  if (truth.length !== items) throw new RangeError("simulate: one truth an item");
  input.item.forEach((t, i) => {
    const w = input.annotator[i] ?? 0;
    const k = truth[t] ?? -1;
    if (k < 0) return;
    known[w] = (known[w] ?? 0) + 1;
    if (k === input.label[i]) right[w] = (right[w] ?? 0) + 1;
  });
  return Array.from(known, (n, w) => (n < LEAST_KNOWN ? null : (right[w] ?? 0) / n));
}
