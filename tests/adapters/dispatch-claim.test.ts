import pg from "pg";
import { describe, expect, test } from "vitest";
import { createPrisma } from "@/lib/adapters/prisma/client";
import { remarks } from "@/lib/adapters/prisma/remarks";
import { exchange, progress } from "@/lib/annotations/service";
import type { Remark } from "@/lib/assignments/remark";
import { expireLapsed, extend, release } from "@/lib/assignments/service";
import { SYSTEM } from "@/lib/kernel/caller";
import type { ItemNo } from "@/lib/kernel/ids";
import { GOLDS, ITEMS, setStage } from "./dispatch-stage";
import { draft, signed } from "./dispatch-world";

const stage = setStage();
const [ann, ben, cat, dan] = [0, 1, 2, 3] as const;

describe("claim", () => {
  test("default: no plan reads a table whole, whenever it was made; a function that is replaced says so again", async () => {
    const loose = await stage.world.query<{ name: string }>(
      `SELECT proname AS name FROM pg_proc
       WHERE (proname LIKE 'dispatch%' OR proname = 'item_contents') AND proname NOT IN ('dispatch_close', 'dispatch_exchange')
         AND NOT (coalesce(proconfig, '{}') @> '{enable_seqscan=off,enable_bitmapscan=off}')`,
    );
    expect(loose).toEqual([]);
  });

  test("default: leases distinct items with their contents, and holds their slots", async () => {
    const { outcome, leases, expiresAt, progress: far } = await stage.take(ann, 10);
    expect(outcome).toBe("ok");
    expect(new Set(leases.map(({ item }) => item)).size).toBe(10);
    expect(new Set(leases.map(({ token }) => token)).size).toBe(10);
    expect(leases[0]?.payload).toMatchObject({ kind: "text" });
    expect(Date.parse(expiresAt ?? "") - Date.now()).toBeGreaterThan(50_000);
    expect(far).toMatchObject({ answered: 0, waiting: 10, itemsLeft: ITEMS + GOLDS - 10 });
    const [row] = await stage.world.query<{ taken: number; held: number; golds: number }>(
      "SELECT (SELECT sum(taken)::int FROM item) AS taken, cardinality(held) AS held, golds FROM enrolment",
    );
    expect(row?.held).toBe(10);
    expect((row?.taken ?? 0) + (row?.golds ?? 0)).toBe(10);
  });

  test("behavior: never an item twice to one annotator, and gold to nobody for whom nothing else is left", async () => {
    const seen: string[] = [];
    for (;;) {
      const { outcome, leases } = await stage.take(ann, 10);
      seen.push(...leases.map(({ item }) => item));
      if (outcome === "none-left") break;
      await stage.hand(
        ann,
        leases.map((lease) => draft(lease)),
      );
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(ITEMS);
    const [row] = await stage.world.query<{ work: number }>(
      "SELECT count(*) FILTER (WHERE NOT gold)::int AS work FROM assignment",
    );
    expect(row?.work).toBe(ITEMS);
    expect((await stage.take(ann, 1)).progress.itemsLeft).toBe(0);
  });

  test("behavior: who claims while another's claim holds every open item waits for it, and is given what is left", async () => {
    await stage.world.query("UPDATE item SET want = 3 WHERE item_no < 3");
    await stage.world.query("UPDATE item SET want = 0 WHERE item_no >= 3");
    await stage.world.query(
      // enough gold seen by all: what is left is work
      "INSERT INTO enrolment (bounty_no, annotator_no, seed, gold_bps, golds) SELECT 1, g, 5, 0, 1000 FROM generate_series(1, 4) g",
    );
    const held = (await stage.take(dan, 1)).leases;
    expect(await besideAClaimOf(ben, () => stage.take(cat, 3))).toMatchObject({ outcome: "ok", leases: { length: 3 } });
    await stage.world.query("UPDATE item SET want = 4 WHERE item_no < 3");
    const answers = await signed(
      stage.world,
      stage.who(dan),
      held.map((lease) => draft(lease)),
    );
    const swapped = () => exchange(stage.world.deps, stage.caller(dan), { ...answers, count: 3 });
    expect(await besideAClaimOf(ann, swapped)).toMatchObject({ outcome: "ok", leases: { length: 2 } });
    expect((await stage.take(cat, 3)).outcome).toBe("none-left");
  });

  test("behavior: no more than the overlap, live leases counted", async () => {
    for (const by of [ann, ben]) {
      for (const count of [20, 10, 5]) await stage.take(by, count);
    }
    await stage.world.query("UPDATE enrolment SET room = 200");
    for (const by of [ann, ben]) while ((await stage.take(by, 20)).outcome === "ok");
    expect((await stage.take(cat, 5)).outcome).toBe("none-left");
    const [row] = await stage.world.query<{ over: number }>(
      "SELECT count(*)::int AS over FROM item WHERE taken > want",
    );
    expect(row?.over).toBe(0);
  });

  test("behavior: an annotator who holds as much as there is room for is full", async () => {
    for (const count of [20, 15]) await stage.take(ann, count);
    await stage.world.query("UPDATE enrolment SET room = cardinality(held)");
    expect((await stage.take(ann, 5)).outcome).toBe("full");
  });

  test("behavior: who has seen everything near the start is found something further on", async () => {
    await stage.world.query(
      "INSERT INTO item (bounty_no, item_no, want) SELECT 1, g, 2 FROM generate_series(1000, 1999) g",
    );
    await stage.take(ann, 1);
    await stage.world.query(`INSERT INTO assignment (bounty_no, annotator_no, claimed_at, expires_at, item_no, state, gold)
      SELECT 1, 1, now(), now(), item_no, 3, false FROM item WHERE want > 0 AND item_no <> 1777 ON CONFLICT DO NOTHING`);
    await stage.world.query("UPDATE enrolment SET gold_bps = 0");
    const { items } = await stage.world.deps.store.claim(stage.world.bountyNo, stage.caller(ann).no, {
      wanted: 5,
      startAt: 3,
      leaseMs: 60_000,
      gold: { count: 0, firstBps: 0, laterBps: 0, earlyAnswers: 50 },
      goldStart: 0,
      seed: 5n,
    });
    await stage.world.query("DELETE FROM item WHERE item_no >= 1000");
    expect(items).toEqual([1777]);
  });

  test("behavior: a paused annotator gets nothing; a bounty that is closed lets nobody in", async () => {
    await stage.take(ann, 1);
    await stage.world.query("UPDATE enrolment SET state = 1");
    expect((await stage.take(ann, 1)).outcome).toBe("paused");
    await stage.world.query("UPDATE bounty SET state = 'closed'");
    const direct = await stage.world.deps.store.claim(stage.world.bountyNo, stage.caller(dan).no, {
      wanted: 1,
      startAt: 0,
      leaseMs: 1_000,
      gold: { count: 0, firstBps: 0, laterBps: 0, earlyAnswers: 50 },
      goldStart: 0,
      seed: 5n,
    });
    expect(direct.outcome).toBe("closed");
    await new Promise((resolve) => setTimeout(resolve, 1_050)); // the gate's memory
    expect(await stage.take(dan, 1)).toMatchObject({ outcome: "closed", leases: [], expiresAt: null });
  });

  test("behavior: gold comes at the newcomer's rate, then at the later one, never less than one in 50", async () => {
    await stage.world.query(
      "INSERT INTO item (bounty_no, item_no, want) SELECT 1, g, 2 FROM generate_series(1000, 4999) g",
    );
    await stage.world.query(
      "INSERT INTO item (bounty_no, item_no, want) SELECT 1, g, 0 FROM generate_series(5000, 5999) g",
    );
    await stage.world.query("INSERT INTO gold SELECT 1, 1000 + g, 5000 + g FROM generate_series(0, 999) g");
    const share = async (bps: [number, number], answered: number) => {
      await stage.world.query("DELETE FROM enrolment; TRUNCATE assignment; UPDATE item SET taken = 0");
      const gold = { count: 1000, firstBps: bps[0], laterBps: bps[1], earlyAnswers: 50 };
      for (let i = 0; i < 10; i++) {
        const draw = { wanted: 100, startAt: 1000, leaseMs: 60_000, gold, goldStart: 0, seed: 77n };
        await stage.world.deps.store.claim(stage.world.bountyNo, stage.caller(ann).no, draw);
        await stage.world.query("UPDATE enrolment SET held = '{}', room = 200, answered = $1", [answered]);
      }
      const [row] = await stage.world.query<{ golds: number; issued: number }>("SELECT golds, issued FROM enrolment");
      return (row?.golds ?? 0) / (row?.issued ?? 1);
    };
    const [early, later, floor] = [
      await share([3_000, 1_000], 0),
      await share([3_000, 1_000], 60),
      await share([0, 0], 60),
    ];
    await stage.world.query("DELETE FROM item WHERE item_no >= 1000; DELETE FROM gold WHERE gold_no >= 1000");
    expect(early).toBeGreaterThan(0.24);
    expect(early).toBeLessThan(0.38);
    expect(later).toBeGreaterThan(0.07);
    expect(later).toBeLessThan(0.16);
    expect(floor).toBeGreaterThanOrEqual(0.018);
    expect(floor).toBeLessThan(0.03);
  });
});

describe("release, extend, sweep, overlap", () => {
  test("default: skipped items go back to others and never come again", async () => {
    const { leases } = await stage.take(ann, 20);
    const tokens = leases.map(({ token }) => token);
    const body = { bountyId: stage.world.bountyId, tokens, reason: "skip" };
    expect(await release(stage.world.deps, stage.caller(ann), body)).toEqual({ released: 20 });
    expect(await release(stage.world.deps, stage.caller(ann), body)).toEqual({ released: 0 });
    const next = (await stage.take(ann, 20)).leases;
    const skipped = new Set(leases.map(({ item }) => item));
    expect(next.filter(({ item }) => skipped.has(item))).toEqual([]);
    expect(await progress(stage.world.deps, stage.caller(ann), { bountyId: stage.world.bountyId })).toMatchObject({
      skipped: 20,
    });
    const [row] = await stage.world.query<{ taken: number }>("SELECT sum(taken)::int AS taken FROM item");
    expect(row?.taken).toBeLessThanOrEqual(next.length);
  });

  test("default: what is said of items given back is counted for the owner, said twice once, the newest words stay", async () => {
    const { leases } = await stage.take(ann, 3);
    const [first, second, third] = leases.map(({ token }) => token) as [string, string, string];
    const say = (tokens: string[], remark: Remark) =>
      release(stage.world.deps, stage.caller(ann), {
        ...{ bountyId: stage.world.bountyId, reason: "skip" },
        ...{ tokens, remark },
      });
    await say([first, second], { kind: "skip", reason: "unsure", words: "" });
    for (const words of ["torn", "torn in two"]) await say([third], { kind: "report", reason: "broken", words });
    const db = createPrisma(stage.world.url);
    const found = await remarks(db, stage.world.bountyNo, 10);
    await db.$disconnect();
    expect(found).toMatchObject({
      skips: [{ reason: "unsure", count: 2 }],
      reports: [{ hash: leases[2]?.item, said: [{ reason: "broken", words: "torn in two" }] }],
      reported: 1,
    });
    await stage.world.query("TRUNCATE remark");
  });

  test("behavior: a heartbeat keeps leases alive, but not for ever", async () => {
    await stage.take(ann, 3);
    await stage.world.query("UPDATE assignment SET expires_at = now() + interval '1 s'");
    expect(await extend(stage.world.deps, stage.caller(ann), { bountyId: stage.world.bountyId })).toEqual({ held: 3 });
    const left = () =>
      stage.world.query<{ s: number }>("SELECT extract(epoch FROM expires_at - now())::float AS s FROM assignment");
    for (const { s } of await left()) expect(s).toBeGreaterThan(50);
    await stage.world.query("UPDATE assignment SET claimed_at = now() - interval '59 min 50 s', expires_at = now()");
    await extend(stage.world.deps, stage.caller(ann), { bountyId: stage.world.bountyId });
    for (const { s } of await left()) expect(s).toBeLessThan(11);
  });

  test("behavior: the sweep visits every annotator whose timer rang, and only lapsed leases go", async () => {
    await stage.take(ann, 4);
    await stage.take(ben, 4);
    await stage.lapse();
    await stage.take(ben, 2);
    expect(await expireLapsed(stage.world.deps, SYSTEM)).toEqual({ expired: 8 });
    const held = await stage.world.query(
      "SELECT annotator_no::int AS no, cardinality(held) AS held, due_at IS NULL AS idle FROM enrolment ORDER BY 1",
    );
    expect(held).toEqual([
      { no: 1, held: 0, idle: true },
      { no: 2, held: 2, idle: false },
    ]);
    await expect(expireLapsed(stage.world.deps, stage.caller(ann))).rejects.toMatchObject({ code: "forbidden" });
  });

  test("behavior: raising the overlap reopens, lowering stops at what is taken, gold stays out", async () => {
    await stage.world.query("UPDATE item SET want = 1 WHERE want > 0");
    await stage.take(ann, 20);
    const [item] = await stage.world.query<{ item_no: number }>("SELECT item_no FROM item WHERE taken = 1 LIMIT 1");
    const no = (item?.item_no ?? -1) as ItemNo;
    expect(await stage.world.deps.store.setOverlap(stage.world.bountyNo, new Map([[no, 3]]))).toEqual(
      new Map([[no, 3]]),
    );
    expect(await stage.world.query("SELECT open FROM item WHERE item_no = $1", [no])).toEqual([{ open: true }]);
    expect(await stage.world.deps.store.setOverlap(stage.world.bountyNo, new Map([[no, 0]]))).toEqual(
      new Map([[no, 1]]),
    );
    expect(await stage.world.deps.store.setOverlap(stage.world.bountyNo, new Map([[ITEMS as ItemNo, 3]]))).toEqual(
      new Map(),
    );
  });
});

/** Does `work` while a claim of `who` on all there is has not ended; ends it once the work waits for it. */
async function besideAClaimOf<T>(who: number, work: () => Promise<T>): Promise<T> {
  const other = new pg.Client(stage.world.url);
  await other.connect();
  try {
    await other.query("BEGIN");
    await other.query(`SELECT dispatch_claim(1, ${who + 1}, 3, 0, 60000, 0, 0, 0, 0, 50, 5)`);
    const done = work();
    for (let waiting = 0; waiting === 0; ) {
      const { rows } = await other.query(
        "SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      waiting = rows[0].waiting;
    }
    await other.query("COMMIT");
    return await done;
  } finally {
    await other.end();
  }
}
