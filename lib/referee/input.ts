/**
 * Answers in canonical order: sorted by (item, annotator), one per pair. Ids are dense and are the ranks of the sorted
 * names (UTF-16 code units); classes are in the ontology's order. `canonicalVotes` makes it, `checkInput` proves it.
 */
export type Votes = {
  readonly item: Int32Array;
  readonly annotator: Int32Array;
  readonly label: Int32Array;
  /** How many items, annotators and classes there are; every item and annotator has an answer. */
  readonly items: number;
  readonly annotators: number;
  readonly classes: number;
};

/** Votes and what else the verdict may rest on. Everything here is committed to, nothing is computed inside. */
export type RefereeInput = Votes & {
  /** [items] the known class, or -1. */
  readonly gold?: Int32Array | undefined;
  /** [items × classes] Q16: the pre-label model's calibrated posterior, used as the item's prior where `gate` is 1. */
  readonly prior?: Int32Array | undefined;
  /** [items] 1 where `prior` may speak, else 0. */
  readonly gate?: Int32Array | undefined;
  /** [answers] the row of `suggestions` that the annotator saw while answering, or -1. */
  readonly seen?: Int32Array | undefined;
  /** [rows × classes] Q16: posteriors that were shown. Repeating one earns nothing. */
  readonly suggestions?: Int32Array | undefined;
  /** [annotators] identity cluster: answers of one's own cluster never confirm one's answer. */
  readonly cluster?: Int32Array | undefined;
  /** [annotators] Q10 bits: the mean score an annotator brings along; 0 for a new one. */
  readonly standing?: Int32Array | undefined;
};

/** Where each item's answers begin, and how many answers each annotator gave. */
export type VoteIndex = {
  /** [items + 1] answers of item t are start[t] .. start[t + 1] - 1. */
  readonly start: Int32Array;
  /** [annotators] */
  readonly answers: Int32Array;
};
