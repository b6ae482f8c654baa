import type { Judging } from "@/lib/consensus/decide";
import { askedOfReferee, type Judgement, judge, type Label } from "@/lib/consensus/judge";
import type { StructuredFacts } from "@/lib/consensus/structured-case";
import { taskTypeOf } from "@/lib/task-types/registry";
import type { RecordOf } from "./evidence";
import { type Earned, type Payouts, payouts } from "./payouts";
import { batchKey, buildTree } from "./sum-tree";

/** What is known of a batch: the first half of its evidence. Arrays in any order; they are sorted on writing. */
export type BatchFacts = {
  readonly batch: RecordOf<"batch">;
  readonly items: readonly RecordOf<"item">[];
  readonly keys: readonly RecordOf<"key">[];
  readonly submissions: readonly RecordOf<"submission">[];
  readonly answers: readonly RecordOf<"answer">[];
  readonly priors: readonly RecordOf<"prior">[];
  /** What annotators bring along; who is missing is new and was never paid. */
  readonly accounts: readonly Pick<
    RecordOf<"annotator">,
    "annotator" | "standingQ10" | "cluster" | "paidBeforeUnits"
  >[];
};

/** What follows from it: the second half, in the order of the file. */
export type BatchOutcome = {
  readonly consensus: readonly RecordOf<"consensus">[];
  readonly credits: readonly RecordOf<"credit">[];
  readonly annotators: readonly RecordOf<"annotator">[];
  readonly leaves: readonly RecordOf<"leaf">[];
  readonly root: RecordOf<"root">;
};

/**
 * Labels, credit, payouts and payout tree of a batch. Pure: the server computes it to settle, everybody else to verify.
 * Throws `invalid_input` or a RangeError where the facts are no lawful case (unknown label, bounds of the referee).
 * `judging` stands in for the referee of classes: something that gives its bits.
 */
export function batchOutcome(facts: BatchFacts, judging?: Judging): BatchOutcome {
  const { bounty } = facts.batch;
  const judgement = judge(...casesOf(facts), judging);
  const rows = accountsOf(facts, judgement);
  const paid = payouts(rows.map(earnedOf), {
    unit: BigInt(bounty.priceUnits),
    feeBps: facts.batch.feeBps,
    escrowLeft: BigInt(facts.batch.escrowUnits),
  });
  return {
    consensus: judgement.labels.map(consensusOf),
    credits: judgement.credits.map((credit) => ({ type: "credit", ...credit })),
    annotators: rows.map((row, i) => {
      const { entitled, payout } = paid.rows[i] ?? { entitled: 0n, payout: 0n };
      return { ...row, entitledUnits: String(entitled), payoutUnits: String(payout) };
    }),
    ...treeOf(facts.batch, paid),
  };
}

/** What the referee of classes is asked of a batch; undefined where answers are no classes, or there are none. */
export const refereeCase = (facts: BatchFacts): ReturnType<typeof askedOfReferee> => askedOfReferee(...casesOf(facts));

function casesOf({ batch, items, answers, priors, accounts }: BatchFacts): Parameters<typeof askedOfReferee> {
  const { taskType, config, betaQ16, tauQ10, payRule, priceUnits, refereeVersion } = batch.bounty;
  const posteriors = new Map(priors.map(({ item, model, q16 }) => [`${item} ${model}`, q16]));
  const counting = answers.flatMap(({ item, annotator, answer, shown, kind }) => {
    if (kind === "spare") return [];
    const seen = shown === null ? undefined : posteriors.get(`${item} ${shown.model}`);
    return [{ item, annotator, answer, seen, shown: shown?.answer }];
  });
  const known: StructuredFacts = {
    gold: new Map(items.flatMap(({ item, gold }) => (gold ? [[item, gold.answer] as const] : []))),
    clusters: new Map(accounts.flatMap(({ annotator, cluster }) => (cluster === null ? [] : [[annotator, cluster]]))),
    standings: new Map(accounts.map(({ annotator, standingQ10 }) => [annotator, standingQ10])),
  };
  const terms = { betaQ16, tauQ10, payRule, refereeVersion, unit: BigInt(priceUnits) };
  return [taskTypeOf(taskType), config, counting, terms, known];
}

function consensusOf({ answer, ...label }: Label): RecordOf<"consensus"> {
  const json = answer as RecordOf<"consensus">["answer"];
  if ("certaintyQ16" in label) return { type: "consensus", answer: json, ...label };
  const { posteriorQ16, temperedQ16, ...rest } = label;
  return { type: "consensus", answer: json, ...rest, posteriorQ16: [...posteriorQ16], temperedQ16: [...temperedQ16] };
}

/** Root of a batch that pays nobody; such a batch is not posted. */
const NO_ROOT = `0x${"0".repeat(64)}` as const;

type AccountRow = Omit<RecordOf<"annotator">, "entitledUnits" | "payoutUnits">;

/** One row for everybody who answered or was paid before, sorted by address. */
function accountsOf({ batch, answers, accounts }: BatchFacts, { annotators }: Judgement): AccountRow[] {
  const tally = new Map<string, { counted: number; gold: number; spare: number }>();
  for (const { annotator, kind } of answers) {
    const row = tally.get(annotator) ?? { counted: 0, gold: 0, spare: 0 };
    row[kind]++;
    tally.set(annotator, row);
  }
  const brought = new Map(accounts.map((row) => [row.annotator, row]));
  const shares = new Map(annotators.map((row) => [row.annotator, row]));
  const names = [...new Set([...tally.keys(), ...brought.keys()])].sort();
  return names.map((annotator) => {
    const share = shares.get(annotator);
    return {
      type: "annotator",
      annotator,
      standingQ10: brought.get(annotator)?.standingQ10 ?? 0,
      cluster: brought.get(annotator)?.cluster ?? null,
      paidBeforeUnits: brought.get(annotator)?.paidBeforeUnits ?? "0",
      ...(tally.get(annotator) ?? { counted: 0, gold: 0, spare: 0 }),
      scoreQ10: share?.scoreQ10 ?? 0,
      rhoQ16: share?.rhoQ16 ?? 0,
      reliabilityQ16: share?.reliabilityQ16 ?? 0,
      payShareQ16: share?.payShareQ16 ?? 0,
      // Whose answers all came late showed no skill and no lack of it: the base share.
      baseShareQ16: share?.baseShareQ16 ?? batch.bounty.betaQ16,
    };
  });
}

const earnedOf = (row: AccountRow): Earned => ({
  annotator: row.annotator,
  answers: row.counted + row.gold,
  spare: row.spare,
  payShareQ16: row.payShareQ16,
  baseShareQ16: row.baseShareQ16,
  paidBefore: BigInt(row.paidBeforeUnits),
});

function treeOf(batch: RecordOf<"batch">, paid: Payouts): Pick<BatchOutcome, "leaves" | "root"> {
  const { chainId, vault, ledgerId } = batch.bounty;
  const key = batchKey(chainId, vault as `0x${string}`, BigInt(ledgerId), BigInt(batch.batchId));
  const leaves = paid.rows
    .filter(({ payout }) => payout > 0n)
    .map(({ annotator, payout }) => ({ account: annotator as `0x${string}`, amount: payout }));
  return {
    leaves: leaves.map(({ account, amount }, index) => ({ type: "leaf", index, account, amountUnits: String(amount) })),
    root: {
      type: "root",
      batchKey: key,
      root: leaves.length === 0 ? NO_ROOT : buildTree(key, leaves).root,
      totalUnits: String(paid.total),
      feeUnits: String(paid.fee),
      allocationUnits: String(paid.allocation),
    },
  };
}
