/**
 * Every number the structured referee's verdict depends on, beside NEWCOMER and RAMP of the categorical one. They are
 * hashed with the version's name (`fingerprint.ts`): changing one is a new version, never an edit of this one. Units: Q16, Q10 as everywhere.
 */

/** Agreement and baseline of an annotator are shrunk to everybody's by so many answers. */
export const SHRINKAGE = 4;
/** Weight is the odds of skill, bent so that skill one weighs one and this many times the slope at zero. */
export const ODDS = 16;
/** No weight is less, Q16: about 1/1000. */
export const WEIGHT_MIN = 66;
/** Of so many of the annotator's other answers a baseline is made. */
export const PROBES = 4;
/** At most this many rounds; fewer when no weight moved by more than TOLERANCE (Q16). */
export const ROUNDS = 50;
export const TOLERANCE = 65;
/** Fewer answers an item than this on average: every weight is one, and no pay by score. */
export const MIN_ANSWERS_PER_ITEM = 2;
/** The score of a paid-in-full annotator is at least this: .1, Q10. */
export const MIN_INFO = 102;

/** What the integer bounds were proved for. `checkStructured` refuses more. */
export const LIMIT = {
  answers: 1_000_000,
  perItem: 256,
  perAnnotator: 100_000,
  /** Σ over the items of (answers to it)². */
  pairs: 2 ** 26,
  /** |standing|, Q10: the largest score there is. */
  standing: 1024,
} as const;
