import { z } from "zod";

/** Agreement coefficients, in the order of the report. */
export const COEFFICIENT_IDS = [
  ...["percent", "cohen", "fleiss", "alpha", "ac1"],
  ...["alpha-ordinal", "alpha-interval", "alpha-distance", "ac2"],
] as const satisfies readonly string[];
export type CoefficientId = (typeof COEFFICIENT_IDS)[number];

const count = z.int().min(0);
/** Shares in reports are for eyes, not for money: thousandths, or null where there is nothing to divide by. */
const permille = z.int().min(-1000).max(1000).nullable();

const slice = z.object({
  /** Counted and gold answers given with, or without, a suggestion on the screen. */
  answers: count,
  /** Share that agrees with the consensus. */
  rightPermille: permille,
  goldSeen: count,
  goldRight: count,
  medianLeadMs: count.nullable(),
});

/** The aggregates of one sweep over a bounty, as stored and shown. Integers throughout. */
export const QualityReport = z.object({
  /** Annotations the sweep has read. Annotations are never deleted, so a larger number is a newer report. */
  version: count,
  mode: z.enum(["multi-coin", "one-coin", "dawid-skene", "majority", "weighted", "unweighted", "none"]),
  rounds: count,
  answers: z.object({ counted: count, gold: count, spare: count }),
  items: count,
  goldItems: count,
  annotators: count,
  /** Mean tempered certainty of the items that have an answer. */
  finenessPermille: count,
  /** Items whose certainty reached the bar, and items that have their answers but are still in doubt. */
  resolved: count,
  contested: count,
  /** Pairs of answers to one item that agree; Krippendorff's alpha, all answers and blind ones. */
  agreementPermille: permille,
  alphaPermille: permille,
  blindAlphaPermille: permille,
  /** Agreement coefficients with their 95 % intervals (bootstrap over items). */
  coefficients: z
    .array(
      z.object({
        id: z.enum(COEFFICIENT_IDS),
        permille,
        lowPermille: permille,
        highPermille: permille,
      }),
    )
    .default([]),
  goldSeen: count,
  goldRight: count,
  /** Labels in the ontology's order; confusion[row][column]: answers `column` to items whose consensus is `row`. */
  labels: z.array(z.string()),
  confusion: z.array(z.array(count)),
  /** [i] items with i answers; the last entry holds all with more. */
  itemsByAnswers: z.array(count),
  /** Answers by the hour (Unix milliseconds of its start), in order; by the day once there are many. */
  pace: z.array(z.object({ atMs: z.int(), answers: count })),
  paceStepMs: z.int(),
  /** Agreement so far at up to 24 moments, each after one more share of the answers; the last is now. */
  history: z
    .array(
      z.object({
        atMs: z.int(),
        answers: count,
        agreementPermille: permille,
        alphaPermille: permille,
        blindAlphaPermille: permille,
      }),
    )
    .default([]),
  blind: slice,
  assisted: slice.extend({
    /** Suggestions that disagree with the consensus, and how many of them the annotator answered all the same. */
    wrongShown: count,
    wrongFollowed: count,
  }),
  /** Scores of what was compared (`bradleyTerry`); null where nothing is compared, or too much. */
  scores: z
    .object({
      things: z.array(z.object({ id: z.string(), permille, comparisons: count, bothBad: count, component: count })),
      components: count,
      leftPermille: count,
      settled: z.boolean(),
    })
    .nullable()
    .default(null),
  /** What the answers so far would be paid, base units, decimal digits. */
  costUnits: z.string(),
});
export type QualityReport = z.infer<typeof QualityReport>;
