/** The six punches: six checks, six shapes, in the order in which a batch is verified. */

export const HALLMARK_NAMES = ["evidence", "signatures", "consensus", "payouts", "root", "chain"] as const;

export type HallmarkName = (typeof HALLMARK_NAMES)[number];

export interface HallmarkDrawing {
  word: string;
  /** Outer and inner outline, and the sign inside, on 56 by 56. */
  outer: string;
  inner: string;
  glyph: string;
}

/** Takes the sign's place when a check has failed. */
export const BROKEN_GLYPH = "M19 19l18 18M37 19 19 37";

export const HALLMARKS: Record<HallmarkName, HallmarkDrawing> = {
  evidence: {
    word: "Evidence",
    outer: "M14 3h28l11 11v28L42 53H14L3 42V14z",
    inner: "M15 6.5h26L49.5 15v26L41 49.5H15L6.5 41V15z",
    glyph: "M22 19l-3 19M36 19l-3 19M17 25h24M15.5 32h24",
  },
  signatures: {
    word: "Signatures",
    outer: "M5 4h46v25c0 11-10 19-23 24C15 48 5 40 5 29z",
    inner: "M8.5 7.5h39V29c0 9-8 15.5-19.5 20C16.5 44.5 8.5 38 8.5 29z",
    glyph: "M16 33c5-15 10-18 10-12s-6 13-2 13 5-8 7-8-1 7 2 7 4-3 7-4",
  },
  consensus: {
    word: "Consensus",
    outer: "M28 3a25 25 0 1 1 0 50 25 25 0 0 1 0-50z",
    inner: "M28 6.5a21.5 21.5 0 1 1 0 43 21.5 21.5 0 0 1 0-43z",
    glyph: "M28 15v25M20 40h16M16 20h24M16 20l-5 11h10zM40 20l-5 11h10z",
  },
  payouts: {
    word: "Payouts",
    outer: "M2 28a26 19 0 1 1 52 0 26 19 0 1 1-52 0z",
    inner: "M5.5 28a22.5 15.5 0 1 1 45 0 22.5 15.5 0 1 1-45 0z",
    glyph:
      "M20 22.5c0-2 3.5-3.5 8-3.5s8 1.5 8 3.5-3.5 3.5-8 3.5-8-1.5-8-3.5zM20 22.5V28c0 2 3.5 3.5 8 3.5s8-1.5 8-3.5v-5.5M20 28v5.5c0 2 3.5 3.5 8 3.5s8-1.5 8-3.5V28",
  },
  root: {
    word: "Root",
    outer: "M28 2l26 26-26 26L2 28z",
    inner: "M28 7l21 21-21 21L7 28z",
    glyph: "M28 18v7M28 25l-8 7M28 25l8 7M20 32v5M36 32v5",
  },
  chain: {
    word: "Chain",
    outer: "M15.5 5h25L54 28 40.5 51h-25L2 28z",
    inner: "M17.5 8.5h21L50 28 38.5 47.5h-21L6 28z",
    glyph: "M25 31l6-6M23 26l-4 4a5.5 5.5 0 0 0 8 8l4-4M33 30l4-4a5.5 5.5 0 0 0-8-8l-4 4",
  },
};
