import pg from "pg";
import { beforeEach, describe, expect, test } from "vitest";
import { GOLDS, ITEMS, setStage } from "./dispatch-stage";
import { draft } from "./dispatch-world";

const stage = setStage();

beforeEach(async () => {
  await stage.world.query("DELETE FROM live_state");
});

async function raise(items: readonly number[], wants: readonly number[], cap = 5, pool = 1_000): Promise<number[]> {
  const rows = await stage.world.query<{ raised: number[] }>("SELECT raised FROM dispatch_raise(1, $1, $2, $3, $4)", [
    items,
    wants,
    cap,
    pool,
  ]);
  return rows[0]?.raised ?? [];
}
const fill = () => stage.world.query(`UPDATE item SET taken = want WHERE want > 0`);
const wants = async (items: readonly number[]) =>
  (
    await stage.world.query<{ want: number }>("SELECT want::int FROM item WHERE item_no = ANY ($1) ORDER BY item_no", [
      items,
    ])
  ).map(({ want }) => want);
const granted = async () =>
  (await stage.world.query<{ granted: number }>("SELECT granted FROM live_state"))[0]?.granted;

describe("asking for one more answer", () => {
  test("default: raises by one, counts it, and the item is given out again", async () => {
    await fill();
    expect(await raise([3, 4], [2, 2])).toEqual([3, 4]);
    expect(await wants([3, 4, 5])).toEqual([3, 3, 2]);
    expect(await granted()).toBe(2);
    const { leases } = await stage.take(0, 5);
    const names = await stage.world.query<{ item_no: number }>(
      "SELECT item_no FROM assignment WHERE NOT gold ORDER BY item_no",
    );
    expect(names.map(({ item_no }) => item_no)).toEqual([3, 4]);
    expect(leases.length).toBeGreaterThanOrEqual(2);
    await stage.hand(
      0,
      leases.map((lease) => draft(lease)),
    );
    expect(await stage.world.query("SELECT FROM item WHERE open")).toHaveLength(0);
  });

  test("behavior: the same judgement raises once, from however many workers", async () => {
    await fill();
    const all = Array.from({ length: ITEMS }, (_, i) => i);
    const twos = all.map(() => 2);
    const found = await Promise.all([raise(all, twos), raise([...all].reverse(), twos), raise(all, twos)]);
    expect(found.flat().sort((a, b) => a - b)).toEqual(all);
    expect(await granted()).toBe(ITEMS);
    expect(new Set(await wants(all))).toEqual(new Set([3]));
  });

  test("behavior: not above the cap, not while an answer is still wanted, not gold, not what wants something else", async () => {
    await fill();
    expect(await raise([0, 1], [2, 2], 2)).toEqual([]);
    await stage.world.query("UPDATE item SET taken = 1 WHERE item_no = 0");
    expect(await raise([0, ITEMS, ITEMS + GOLDS - 1, 900], [2, 0, 0, 2])).toEqual([]);
    expect(await raise([1], [3])).toEqual([]);
    expect(await raise([], [])).toEqual([]);
    expect(await granted()).toBe(0);
  });

  test("behavior: the pool is never overdrawn, and the first in line come first", async () => {
    await fill();
    expect(await raise([9, 2, 7], [2, 2, 2], 5, 2)).toEqual([2, 9]);
    expect(await raise([7], [2], 5, 2)).toEqual([]);
    const found = await Promise.all(Array.from({ length: 8 }, (_, i) => raise([10 + i], [2], 5, 5)));
    expect(found.flat()).toHaveLength(3);
    expect(await granted()).toBe(5);
  });

  test("behavior: who asks while another one's asking is not committed waits, and finds the pool as it left it", async () => {
    await fill();
    await stage.world.query("INSERT INTO live_state (bounty_no) VALUES (1)");
    const first = new pg.Client(stage.world.url);
    await first.connect();
    try {
      await first.query("BEGIN");
      await first.query("SELECT dispatch_raise(1, '{1}', '{2}', 5, 1)");
      const second = raise([2], [2], 5, 1);
      const waiting = "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%dispatch_raise%'";
      await expect.poll(async () => (await stage.world.query(waiting)).length, { timeout: 10_000 }).toBe(1);
      await first.query("COMMIT");
      expect(await second).toEqual([]);
      expect(await granted()).toBe(1);
    } finally {
      await first.end();
    }
  });

  test("behavior: a closed bounty is not asked for more", async () => {
    await fill();
    await stage.world.query("UPDATE bounty SET state = 'closed'");
    expect(await raise([1], [2])).toEqual([]);
    expect(await wants([1])).toEqual([2]);
  });
});
