import type { StoredAnswer, StoredLease, StoredRelease } from "./local-store";

/** One act on an item: an answer, or giving it back with a remark. */
export type Given = { readonly lease: StoredLease; readonly act: StoredAnswer | StoredRelease };

export const isAnswer = (act: Given["act"]): act is StoredAnswer => "answer" in act;

/**
 * The newest acts, which wait here so that they can be taken back, and those that were taken back. An act that is sent is in
 * neither: the server takes one answer to an item, the first.
 */
export type History = {
  /** Oldest first. */
  readonly held: readonly Given[];
  /** Taken back, the first to be done again last: its item is on the bench. */
  readonly undone: readonly Given[];
};

export const NO_HISTORY: History = { held: [], undone: [] };

/** So many acts can be taken back, for so long after the last of them, and never so close to the end of their lease. */
export const MOST_HELD = 5;
const HOLD_MS = 60_000;
const MARGIN_MS = 30_000;

/** A new act; the oldest of too many may go. What was taken back before cannot be done again: its item was answered anew. */
export const withGiven = ({ held }: History, given: Given): History => ({
  held: [...held, given].slice(-MOST_HELD),
  undone: [],
});

/** Takes the newest act back; undefined where none is held. */
export function undone({ held, undone: before }: History): { history: History; given: Given } | undefined {
  const given = held.at(-1);
  return given && { given, history: { held: held.slice(0, -1), undone: [...before, given] } };
}

/** Does again what was taken back last; undefined where nothing was. */
export function redone({ held, undone: before }: History): { history: History; given: Given } | undefined {
  const given = before.at(-1);
  return given && { given, history: { held: [...held, given].slice(-MOST_HELD), undone: before.slice(0, -1) } };
}

/** Until when what is held may wait, if nothing more is done; undefined where nothing is. */
export function heldUntilMs({ held }: History, lastActMs: number): number | undefined {
  if (held.length === 0) return undefined;
  return Math.min(lastActMs + HOLD_MS, ...held.map(({ lease }) => lease.expiresAtMs - MARGIN_MS));
}
