/**
 * The numbers of `dawid-skene-1` beside the common ones in `constants.ts`. They are hashed into that method's fingerprint
 * only, so that the fingerprint of `multi-coin-2` stays what bounties have committed to.
 */

/** Pseudo-answers on the diagonal of every confusion matrix and class: two right ones, Q16. */
export const DS_RIGHT = 131_072;
/** And half an answer spread evenly over all labels, Q16. */
export const DS_SPREAD = 32_768;
/** Most cells of [pairs × classes] and of [annotators × classes]: 256 MiB of counts. */
export const DS_PAIR_CELLS = 2 ** 26;
