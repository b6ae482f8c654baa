import { ONE_Q16 } from "@/lib/kernel/q16";
import { nominal } from "../distances";
import type { Weighted } from "../task-type";
import { audible, heaviest, weightedMedian } from "../weighted-votes";
import type { ChatAnswer, ChatConfig } from "./schema";

/**
 * Half for the verdict (the same or not), half for the messages (mean gap as a share of the scale), Q16. Of two chats of
 * unlike length, as chance is reckoned with, a message that only one of them has is a whole gap.
 */
export function chatDistance(a: ChatAnswer, b: ChatAnswer, { lowest, highest }: ChatConfig): number {
  const [least, most] = [Math.min(a.ratings.length, b.ratings.length), Math.max(a.ratings.length, b.ratings.length)];
  const scale = highest - lowest;
  let gap = (most - least) * scale;
  for (let i = 0; i < least; i++) gap += Math.abs((a.ratings[i] ?? 0) - (b.ratings[i] ?? 0));
  return Math.floor((nominal(a.verdict, b.verdict) + Math.floor((gap * ONE_Q16) / (most * scale))) / 2);
}

/** The weighted median of every message's ratings, and the verdict with the most weight; among equals the first label. */
export function mergeChats(votes: readonly Weighted<ChatAnswer>[], { labels }: ChatConfig): ChatAnswer {
  const heard = audible(votes);
  const median = (i: number) =>
    weightedMedian(heard.map(({ answer, weightQ16 }) => ({ answer: answer.ratings[i] ?? 0, weightQ16 })));
  return {
    ratings: (heard[0]?.answer.ratings ?? []).map((_, i) => median(i)),
    verdict: heaviest(
      labels,
      heard.map(({ answer, weightQ16 }) => ({ answer: answer.verdict, weightQ16 })),
    ),
  };
}
