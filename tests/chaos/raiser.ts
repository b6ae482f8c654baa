// What asks for more answers while the dispatch chaos goes on: several at once, from old looks, the same item twice.
import type { Dice } from "./dice";
import { type Arena, BOUNTY, note, pause } from "./dispatch-client";
import { openLine } from "./line";

/** Above what anything else in the chaos makes an item want (1 … 5), so that only a raise can reach it. */
export const CAP = 6;
/** Answers that may be asked for in the whole run; few, so that it is used up. */
export const POOL = 900;

const FULL = `SELECT item_no, want::int AS want FROM item
  WHERE bounty_no = $1 AND NOT open AND want > 0 AND item_no >= $2 ORDER BY item_no LIMIT 12`;
const RAISE = "SELECT raised FROM dispatch_raise($1, $2, $3, $4, $5)";

type Full = { readonly item_no: number; readonly want: number };

/** Raises full items until the arena closes; sometimes by what it saw a turn ago, and its connection is cut as others' are. */
export async function raiser(arena: Arena, dice: Dice): Promise<void> {
  const line = openLine(arena.url, (event) => note(arena, event));
  let old: readonly Full[] = [];
  while (Date.now() < arena.until && arena.raising) {
    const seen = (await line.query<Full>("full", FULL, [BOUNTY, dice.roll(arena.items)])) ?? [];
    const asked = arena.wild && dice.chance(0.3) ? [...old, ...seen, ...seen.slice(0, 2)] : seen;
    const cut = arena.wild && dice.chance(0.05) ? setTimeout(() => line.cut(), dice.roll(12)) : undefined;
    const values = [BOUNTY, asked.map(({ item_no }) => item_no), asked.map(({ want }) => want), CAP, POOL];
    const rows = await line.query<{ raised: number[] }>("raise", RAISE, values);
    clearTimeout(cut);
    note(arena, "raised", rows?.[0]?.raised.length ?? 0);
    old = seen;
    await pause(10 + dice.roll(60));
  }
  await line.end();
}
