import type { TagKind } from "@/lib/ui/tag";

/** What judges can say, by the vault's numbers; `ruling<n>`, `vote<n>` and `follows<n>` of the batch's words tell what each comes to. */
export type Ruling = 0 | 1 | 2;

export const RULING_TAGS: Readonly<Record<Ruling, TagKind>> = { 0: "doubt", 1: "pass", 2: "fail" };

/** A ruling as the chain has it; one that is not known says that nobody can say. */
export const rulingOf = (ruling: number): Ruling => (ruling === 1 || ruling === 2 ? ruling : 0);
