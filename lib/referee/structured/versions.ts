/**
 * The rule sets for answers that are no classes, by the name that a bounty's manifest gives, with what tells them apart. Old ones
 * stay, for the bounties that name them.
 */
export const STRUCTURED_VERSIONS = {
  /** Credit above what the annotator's own other answers would have got. */
  "weighted-merge-1": { discountsSuggestions: false },
  /** And above what the suggestion would have got that was on the screen: who repeats it earns nothing by it. */
  "weighted-merge-2": { discountsSuggestions: true },
} as const satisfies Readonly<Record<string, { readonly discountsSuggestions: boolean }>>;

export type StructuredVersion = keyof typeof STRUCTURED_VERSIONS;

/** What new bounties name. */
export const STRUCTURED_VERSION: StructuredVersion = "weighted-merge-2";

export const isStructuredVersion = (name: string): name is StructuredVersion =>
  Object.hasOwn(STRUCTURED_VERSIONS, name);
