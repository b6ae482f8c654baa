/**
 * Every number the referee's verdict depends on, in one place. They are hashed with the tables
 * (`fingerprint.ts`): changing one is a new referee version, never an edit of this one.
 *
 * Units: Q16 = integer of which 65536 is one; Q10 bits = base-2 logarithm times 1024; Q14 likewise.
 */

/** Name of the rule set, written into every bounty's manifest. */
export const REFEREE_VERSION = "multi-coin-2";

/** Probability one, Q16. */
export const ONE = 65536;
/** The logarithm table is indexed by a probability in Q14: entries 0..LOG_N. */
export const LOG_N = 16384;
/** The exponential table is indexed by Q10 bits: entries 0..EXP_N; 2^-x is 0 from there on. */
export const EXP_N = 20 * 1024;
/** log2 of the smallest probability the table knows, Q10 bits; also the floor of one answer's log-likelihood. */
export const LOG_MIN = -14 * 1024;
/** Log prior of the classes that a gold item excludes, Q10 bits: beyond what 65,535 answers can outweigh. */
export const HARD = -(2 ** 30);
/** Shrinkage of an annotator's skill to its overall accuracy: four answers, Q16. */
export const SHRINKAGE = 4 * ONE;
/** Pool counts start from half an answer each, and one and a half more on the diagonal, Q16. */
export const POOL_PRIOR = ONE / 2;
export const POOL_DIAGONAL = 98304;
/** Pool counts are divided by this before they are normalised, so that every product stays under 2^53. */
export const POOL_SCALE = 256;
/** Shrinkage of an annotator's one coin to everybody's accuracy: twenty answers, Q16. */
export const ONE_COIN_SHRINKAGE = 20 * ONE;
/** A class is misnamed when another label is ahead of its own by more than this many standard deviations. */
export const NAMING_SIGMAS = 2;
/** Skill stays within [SKILL_MIN, ONE - SKILL_MIN], Q16: about 1/1000. */
export const SKILL_MIN = 66;
/** Added to a class's share of the votes, Q16 per item: about 1/1000. */
export const SHARE_PRIOR = 66;
/** At most this many EM rounds; fewer when no posterior cell moved by more than TOLERANCE (Q16). */
export const ROUNDS = 50;
export const TOLERANCE = 65;
/** Fewer answers an item than this on average: majority vote, no EM. */
export const MIN_ANSWERS_PER_ITEM = 2;

/** Tempering when the bounty names none: .65 in Q10. */
export const DEFAULT_TAU = 666;
/** Base share of the pay when the bounty names none: one half, Q16. */
export const DEFAULT_BETA = 32768;

/** The annotator whose information is paid in full: 95 % right, Q16. */
export const EXPERT = 62259;
/** The information asked of that annotator is at least this: .1 bit, Q10. */
export const MIN_INFO = 102;
/** Answers by which a new annotator's mean score is shrunk to its standing; from here on the base share is ramped. */
export const NEWCOMER = 20;
/** The base share is paid in full from this ρ on: .1, Q16. */
export const RAMP = 6554;

/** What the integer bounds were proved for. `checkInput` refuses more. */
export const LIMIT = {
  votes: 10_000_000,
  items: 8_000_000,
  cells: 2 ** 28,
  perAnnotator: 100_000,
  perItem: 65_535,
  classes: 256,
  /** |standing|, Q10 bits: the largest score of 256 classes. */
  standing: 8192,
} as const;
