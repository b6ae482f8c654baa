/**
 * Reasons for giving an item back, as an annotator reads them. A skip is about the annotator and the item; a report says
 * that the item should not be in the bounty as it is. Stored by their keys, which are never renamed.
 */
export const REMARK_REASONS = {
  skip: {
    unsure: "I cannot tell",
    "not-mine": "Not my language or subject",
    unclear: "The guidelines do not cover it",
    unpleasant: "I would rather not look at it",
  },
  report: {
    broken: "It does not show, or is damaged",
    "wrong-place": "It does not belong in this bounty",
    private: "It shows somebody's private data",
    harmful: "It is harmful or illegal",
    other: "Something else",
  },
} as const;

export type RemarkKind = keyof typeof REMARK_REASONS;

/** The kinds as they are stored: the number is the place in this list. */
export const REMARK_KINDS = ["skip", "report"] as const satisfies readonly RemarkKind[];
