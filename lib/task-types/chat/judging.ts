import type { ChatAnswer } from "./schema";

/** A chat in judgment: ratings so far, the verdict, and what the keys rate now (its place among the rated; beyond them the verdict). */
export type Judging = {
  readonly ratings: readonly (number | null)[];
  readonly verdict: string | null;
  readonly at: number;
};

export const unjudged = (count: number): Judging => ({
  ratings: Array.from({ length: count }, () => null),
  verdict: null,
  at: 0,
});

/** Rates one message; the next one without a rating is up, then the verdict. */
export function rated(judging: Judging, at: number, value: number): Judging {
  const ratings = judging.ratings.map((old, i) => (i === at ? value : old));
  const after = ratings.indexOf(null, at + 1);
  const open = after < 0 ? ratings.indexOf(null) : after;
  return { ...judging, ratings, at: open < 0 ? ratings.length : open };
}

export const judged = (judging: Judging, verdict: string): Judging => ({
  ...judging,
  verdict,
  at: judging.ratings.length,
});

/** Another message up, or the verdict; it stops at both ends. */
export const movedTo = (judging: Judging, at: number): Judging => ({
  ...judging,
  at: Math.max(0, Math.min(at, judging.ratings.length)),
});

/** Takes off what is up; where nothing stands there, what stands before it. */
export function takenOff(judging: Judging): Judging {
  const { ratings, verdict, at } = judging;
  if (at >= ratings.length && verdict !== null) return { ...judging, verdict: null };
  const place = at >= ratings.length || ratings[at] === null ? at - 1 : at;
  if (place < 0) return judging;
  return { ...judging, at: place, ratings: ratings.map((old, i) => (i === place ? null : old)) };
}

/** The answer, once everything is rated and the verdict stands. */
export function answerOf({ ratings, verdict }: Judging): ChatAnswer | undefined {
  const given = ratings.filter((value) => value !== null);
  return verdict === null || given.length < ratings.length ? undefined : { ratings: given, verdict };
}
