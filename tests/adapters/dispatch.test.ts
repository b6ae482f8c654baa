import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { exchange, progress, submit } from "@/lib/annotations/service";
import type { LeaseView } from "@/lib/assignments/claim-reply";
import { claim, expireLapsed, extend, release } from "@/lib/assignments/service";
import { SYSTEM } from "@/lib/kernel/caller";
import type { ItemNo } from "@/lib/kernel/ids";
import { type Annotator, createWorld, draft, LABELS, signed, type World } from "./dispatch-world";

const ITEMS = 30;
const GOLDS = 5;
let world: World;
let [ann, ben, cat, dan]: Annotator[] = [];

beforeAll(async () => {
  world = await createWorld({ items: ITEMS, golds: GOLDS, overlap: 2, annotators: 4, policy: { leaseMs: 60_000 } });
});
beforeEach(async () => {
  [ann, ben, cat, dan] = [...world.annotators];
  await world.query("TRUNCATE annotation, submission, assignment, outbox; DELETE FROM enrolment");
  await world.query(`UPDATE item SET taken = 0, want = CASE WHEN item_no < ${ITEMS} THEN 2 ELSE 0 END`);
  await world.query("UPDATE bounty SET state = 'open'");
});
afterAll(() => world.close());

const take = (by: Annotator | undefined, count: number) =>
  claim(world.deps, callerOf(by), { bountyId: world.bountyId, count });
const hand = async (by: Annotator | undefined, drafts: Parameters<typeof signed>[2]) =>
  submit(world.deps, callerOf(by), await signed(world, annotatorOf(by), drafts));
const outcomes = ({ verdicts }: { verdicts: readonly { outcome: string }[] }) => verdicts.map(({ outcome }) => outcome);
const lapse = () =>
  world
    .query("UPDATE assignment SET expires_at = now() - interval '1 s' WHERE state = 0")
    .then(() => world.query("UPDATE enrolment SET due_at = now() - interval '1 s' WHERE due_at IS NOT NULL"));
const annotatorOf = (by: Annotator | undefined): Annotator => {
  if (!by) throw new Error("no such annotator");
  return by;
};
const callerOf = (by: Annotator | undefined) => annotatorOf(by).caller;

describe("claim", () => {
  test("default: leases distinct items with their contents, and holds their slots", async () => {
    const { outcome, leases, expiresAt, progress: far } = await take(ann, 10);
    expect(outcome).toBe("ok");
    expect(new Set(leases.map(({ item }) => item)).size).toBe(10);
    expect(new Set(leases.map(({ token }) => token)).size).toBe(10);
    expect(leases[0]?.payload).toMatchObject({ kind: "text" });
    expect(Date.parse(expiresAt ?? "") - Date.now()).toBeGreaterThan(50_000);
    expect(far).toMatchObject({ answered: 0, waiting: 10, itemsLeft: ITEMS + GOLDS - 10 });
    const [row] = await world.query<{ taken: number; held: number; golds: number }>(
      "SELECT (SELECT sum(taken)::int FROM item) AS taken, cardinality(held) AS held, golds FROM enrolment",
    );
    expect(row?.held).toBe(10);
    expect((row?.taken ?? 0) + (row?.golds ?? 0)).toBe(10);
  });

  test("behavior: never an item twice to one annotator, and gold to nobody for whom nothing else is left", async () => {
    const seen: string[] = [];
    for (;;) {
      const { outcome, leases } = await take(ann, 10);
      seen.push(...leases.map(({ item }) => item));
      if (outcome === "none-left") break;
      await hand(
        ann,
        leases.map((lease) => draft(lease)),
      );
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(ITEMS);
    const [row] = await world.query<{ work: number }>(
      "SELECT count(*) FILTER (WHERE NOT gold)::int AS work FROM assignment",
    );
    expect(row?.work).toBe(ITEMS);
    expect((await take(ann, 1)).progress.itemsLeft).toBe(0);
  });

  test("behavior: no more than the overlap, live leases counted", async () => {
    for (const by of [ann, ben]) {
      for (const count of [20, 10, 5]) await take(by, count);
    }
    await world.query("UPDATE enrolment SET room = 200");
    for (const by of [ann, ben]) while ((await take(by, 20)).outcome === "ok");
    expect((await take(cat, 5)).outcome).toBe("none-left");
    const [row] = await world.query<{ over: number }>("SELECT count(*)::int AS over FROM item WHERE taken > want");
    expect(row?.over).toBe(0);
  });

  test("behavior: an annotator who holds as much as there is room for is full", async () => {
    for (const count of [20, 15]) await take(ann, count);
    await world.query("UPDATE enrolment SET room = cardinality(held)");
    expect((await take(ann, 5)).outcome).toBe("full");
  });

  test("behavior: who has seen everything near the start is found something further on", async () => {
    await world.query("INSERT INTO item (bounty_no, item_no, want) SELECT 1, g, 2 FROM generate_series(1000, 1999) g");
    await take(ann, 1);
    await world.query(`INSERT INTO assignment (bounty_no, annotator_no, claimed_at, expires_at, item_no, state, gold)
      SELECT 1, 1, now(), now(), item_no, 3, false FROM item WHERE want > 0 AND item_no <> 1777 ON CONFLICT DO NOTHING`);
    await world.query("UPDATE enrolment SET gold_bps = 0");
    const { items } = await world.deps.store.claim(world.bountyNo, callerOf(ann).no, {
      wanted: 5,
      startAt: 3,
      leaseMs: 60_000,
      gold: { count: 0, firstBps: 0, laterBps: 0, earlyAnswers: 50 },
      goldStart: 0,
      seed: 5n,
    });
    await world.query("DELETE FROM item WHERE item_no >= 1000");
    expect(items).toEqual([1777]);
  });

  test("behavior: a paused annotator gets nothing; a bounty that is closed lets nobody in", async () => {
    await take(ann, 1);
    await world.query("UPDATE enrolment SET state = 1");
    expect((await take(ann, 1)).outcome).toBe("paused");
    await world.query("UPDATE bounty SET state = 'closed'");
    const direct = await world.deps.store.claim(world.bountyNo, callerOf(dan).no, {
      wanted: 1,
      startAt: 0,
      leaseMs: 1_000,
      gold: { count: 0, firstBps: 0, laterBps: 0, earlyAnswers: 50 },
      goldStart: 0,
      seed: 5n,
    });
    expect(direct.outcome).toBe("closed");
    await new Promise((resolve) => setTimeout(resolve, 1_050)); // the gate's memory
    expect(await take(dan, 1)).toMatchObject({ outcome: "closed", leases: [], expiresAt: null });
  });

  test("behavior: gold comes at the newcomer's rate, then at the later one, never less than one in 50", async () => {
    await world.query("INSERT INTO item (bounty_no, item_no, want) SELECT 1, g, 2 FROM generate_series(1000, 4999) g");
    await world.query("INSERT INTO item (bounty_no, item_no, want) SELECT 1, g, 0 FROM generate_series(5000, 5999) g");
    await world.query("INSERT INTO gold SELECT 1, 1000 + g, 5000 + g FROM generate_series(0, 999) g");
    const share = async (bps: [number, number], answered: number) => {
      await world.query("DELETE FROM enrolment; TRUNCATE assignment; UPDATE item SET taken = 0");
      const gold = { count: 1000, firstBps: bps[0], laterBps: bps[1], earlyAnswers: 50 };
      for (let i = 0; i < 10; i++) {
        const draw = { wanted: 100, startAt: 1000, leaseMs: 60_000, gold, goldStart: 0, seed: 77n };
        await world.deps.store.claim(world.bountyNo, callerOf(ann).no, draw);
        await world.query("UPDATE enrolment SET held = '{}', room = 200, answered = $1", [answered]);
      }
      const [row] = await world.query<{ golds: number; issued: number }>("SELECT golds, issued FROM enrolment");
      return (row?.golds ?? 0) / (row?.issued ?? 1);
    };
    const [early, later, floor] = [
      await share([3_000, 1_000], 0),
      await share([3_000, 1_000], 60),
      await share([0, 0], 60),
    ];
    await world.query("DELETE FROM item WHERE item_no >= 1000; DELETE FROM gold WHERE gold_no >= 1000");
    expect(early).toBeGreaterThan(0.24);
    expect(early).toBeLessThan(0.38);
    expect(later).toBeGreaterThan(0.07);
    expect(later).toBeLessThan(0.16);
    expect(floor).toBeGreaterThanOrEqual(0.018);
    expect(floor).toBeLessThan(0.03);
  });
});

describe("submit", () => {
  test("default: answers, assignments, submission, outbox and counters are written together", async () => {
    const { leases } = await take(ann, 6);
    const drafts = leases.map((lease, i) => draft(lease, LABELS[i % 3]));
    const reply = await hand(ann, drafts);
    expect(outcomes(reply)).toEqual(Array(6).fill("counted"));
    expect(reply.verdicts.map(({ token }) => token)).toEqual(leases.map(({ token }) => token));
    expect(reply.progress).toMatchObject({
      answered: 6,
      waiting: 0,
      earnedAtMostUnits: "300000",
      earnedLikelyUnits: ["75000", "300000"],
    });
    const [row] = await world.query<{ digests: Buffer }>("SELECT * FROM submission");
    expect(row).toMatchObject({ key_id: annotatorOf(ann).keyId, digests: expect.any(Buffer) });
    expect(row?.digests).toHaveLength(6 * 32);
    const stored = await world.query<{ key: string; pos: number; answer: string }>(
      "SELECT n.key, n.pos, n.answer FROM annotation n ORDER BY pos",
    );
    expect(stored).toEqual(drafts.map(({ key, answer }, pos) => ({ key, pos, answer })));
    const [told] = await world.query<{ items: number[] }>("SELECT items FROM outbox");
    expect(told?.items).toHaveLength(6);
  });

  test("behavior: sent again it changes nothing, also twice at once", async () => {
    const { leases } = await take(ann, 5);
    const body = await signed(
      world,
      annotatorOf(ann),
      leases.map((lease) => draft(lease)),
    );
    const both = await Promise.all([submit(world.deps, callerOf(ann), body), submit(world.deps, callerOf(ann), body)]);
    expect(both.map((reply) => outcomes(reply)[0]).sort()).toEqual(["again", "counted"]);
    expect(outcomes(await submit(world.deps, callerOf(ann), body))).toEqual(Array(5).fill("again"));
    const [row] = await world.query(
      "SELECT (SELECT count(*)::int FROM annotation) AS n, (SELECT count(*)::int FROM submission) AS s",
    );
    expect(row).toEqual({ n: 5, s: 1 });
  });

  test("behavior: a second answer under another key is a conflict, and the first stands", async () => {
    const { leases } = await take(ann, 1);
    await hand(
      ann,
      leases.map((lease) => draft(lease, "sun")),
    );
    expect(
      outcomes(
        await hand(
          ann,
          leases.map((lease) => draft(lease, "rain")),
        ),
      ),
    ).toEqual(["conflict"]);
    expect(await world.query("SELECT answer FROM annotation")).toEqual([{ answer: "sun" }]);
  });

  test("behavior: a late answer takes a free slot, else it is spare; late gold looks like any other late answer", async () => {
    await world.query("UPDATE item SET want = 1 WHERE want > 0");
    const mine = (await take(ann, 20)).leases;
    await lapse();
    expect(await expireLapsed(world.deps, SYSTEM)).toEqual({ expired: 20 });
    const others = (await take(ben, 20)).leases;
    await hand(
      ben,
      others.map((lease) => draft(lease)),
    );
    const reply = await hand(
      ann,
      mine.map((lease) => draft(lease)),
    );
    const full = new Set(
      (
        await world.query<{ hash: string }>(
          `SELECT c.hash FROM item_content c JOIN annotation n USING (bounty_no, item_no) WHERE n.annotator_no = 2 AND n.kind = 0`,
        )
      ).map(({ hash }) => hash),
    );
    expect(outcomes(reply)).toEqual(mine.map(({ item }) => (full.has(item) ? "spare" : "late")));
    expect(reply.progress).toMatchObject({ answered: 20, waiting: 0 });
    const [row] = await world.query("SELECT count(*)::int AS wrong FROM item WHERE taken > want");
    expect(row).toEqual({ wrong: 0 });
  });

  test("behavior: the client cannot tell gold: the same word in the same reply", async () => {
    await world.query("INSERT INTO enrolment (bounty_no, annotator_no, seed, gold_bps) VALUES (1, 1, 9, 5000)");
    const { leases } = await take(ann, 8);
    const reply = await hand(
      ann,
      leases.map((lease) => draft(lease)),
    );
    const [row] = await world.query<{ golds: number }>("SELECT golds FROM enrolment");
    expect(row?.golds).toBeGreaterThan(0);
    expect(new Set(outcomes(reply))).toEqual(new Set(["counted"]));
  });

  test("behavior: one unknown label refuses all, names its place and the labels, and writes nothing", async () => {
    const { leases } = await take(ann, 3);
    const drafts = leases.map((lease, i) => draft(lease, i === 1 ? "hail" : "sun"));
    await expect(hand(ann, drafts)).rejects.toMatchObject({
      code: "invalid_input",
      errors: [{ at: "answers.1.answer", reason: "not one of the labels: sun, rain, snow" }],
    });
    expect(await world.query("SELECT 1 FROM annotation UNION ALL SELECT 1 FROM submission")).toEqual([]);
  });

  test("behavior: after the fence no answer is taken, and none that was taken is lost", async () => {
    const { leases } = await take(ann, 4);
    const first = leases.slice(0, 2).map((lease) => draft(lease));
    await hand(ann, first);
    await world.query("UPDATE bounty SET state = 'closed'");
    expect(
      outcomes(
        await hand(
          ann,
          leases.slice(2, 3).map((lease) => draft(lease)),
        ),
      ),
    ).toEqual(["counted"]);
    await world.query("SELECT dispatch_close(1)");
    expect(
      outcomes(
        await hand(
          ann,
          leases.slice(3).map((lease) => draft(lease)),
        ),
      ),
    ).toEqual(["expired"]);
    expect(outcomes(await hand(ann, first))).toEqual(["again", "again"]);
    const [row] = await world.query("SELECT count(*)::int AS n FROM annotation");
    expect(row).toEqual({ n: 3 });
  });
});

test("the fence waits for submits under way: what is counted when it returns is all there will be", async () => {
  const bodies = await Promise.all(
    world.annotators.map(async (by) => {
      const { leases } = await take(by, 10);
      return Promise.all(leases.map(async (lease) => ({ by, body: await signed(world, by, [draft(lease)]) })));
    }),
  );
  const count = async () => (await world.query<{ n: number }>("SELECT count(*)::int AS n FROM annotation"))[0]?.n;
  const sent = bodies.flat().map(({ by, body }) => submit(world.deps, by.caller, body));
  await Promise.race(sent);
  await world.query("SELECT dispatch_close(1)");
  const atFence = await count();
  const replies = (await Promise.all(sent)).flatMap(outcomes);
  expect(await count()).toBe(atFence);
  expect(replies.filter((outcome) => outcome === "counted")).toHaveLength(atFence ?? -1);
  expect(replies).toContain("expired");
});

describe("the annotator's lock", () => {
  /** Begins `first` and leaves it uncommitted while `then` is under way; answers what `then` came to after the commit. */
  const during = async <T>(first: string, then: () => Promise<T>): Promise<T> => {
    const client = new pg.Client(world.url);
    await client.connect();
    await client.query(`BEGIN; ${first}`);
    const under = then();
    await new Promise((resolve) => setTimeout(resolve, 150));
    await client.query("COMMIT");
    await client.end();
    return under;
  };

  test("behavior: a submit that meets the fence half way is refused", async () => {
    const { leases } = await take(ann, 1);
    const reply = await during("SELECT dispatch_close(1)", () => hand(ann, [draft(leases[0] as LeaseView)]));
    expect(outcomes(reply)).toEqual(["expired"]);
  });

  test("behavior: a submit that meets the sweep half way is late, and its slot is counted once", async () => {
    await world.query("INSERT INTO enrolment (bounty_no, annotator_no, seed, gold_bps) VALUES (1, 1, 9, 0)");
    await world.query("UPDATE enrolment SET golds = 5");
    const { leases } = await take(ann, 1);
    await lapse();
    const reply = await during("SELECT dispatch_expire(50)", () => hand(ann, [draft(leases[0] as LeaseView)]));
    expect(outcomes(reply)).toEqual(["late"]);
    expect(await world.query("SELECT sum(taken)::int AS taken FROM item")).toEqual([{ taken: 1 }]);
    expect(await world.query("SELECT lapsed, cardinality(held) AS held FROM enrolment")).toEqual([
      { lapsed: 0, held: 0 },
    ]);
  });

  test("behavior: two claims at once share the room, and never an item", async () => {
    await world.query("INSERT INTO enrolment (bounty_no, annotator_no, seed, room) VALUES (1, 1, 9, 12)");
    const [one, two] = await Promise.all([take(ann, 10), take(ann, 10)]);
    const items = [...one.leases, ...two.leases].map(({ item }) => item);
    expect(items).toHaveLength(12);
    expect(new Set(items).size).toBe(12);
  });
});

describe("exchange", () => {
  test("default: the last batch in, the next one out", async () => {
    const { leases } = await take(ann, 5);
    const body = await signed(
      world,
      annotatorOf(ann),
      leases.map((lease) => draft(lease)),
    );
    const reply = await exchange(world.deps, callerOf(ann), { ...body, count: 7 });
    expect(outcomes(reply)).toEqual(Array(5).fill("counted"));
    expect(reply).toMatchObject({ outcome: "ok", progress: { answered: 5, waiting: 7 } });
    const old = new Set(leases.map(({ item }) => item));
    expect(reply.leases.filter(({ item }) => old.has(item))).toEqual([]);
  });

  test("behavior: sent again, the answers are there already, and it leases anew", async () => {
    const { leases } = await take(ann, 2);
    const body = {
      ...(await signed(
        world,
        annotatorOf(ann),
        leases.map((lease) => draft(lease)),
      )),
      count: 1,
    };
    await exchange(world.deps, callerOf(ann), body);
    const again = await exchange(world.deps, callerOf(ann), body);
    expect(outcomes(again)).toEqual(["again", "again"]);
    expect(again.progress.waiting).toBe(2);
  });
});

describe("release, extend, sweep, overlap", () => {
  test("default: skipped items go back to others and never come again", async () => {
    const { leases } = await take(ann, 20);
    const tokens = leases.map(({ token }) => token);
    const body = { bountyId: world.bountyId, tokens, reason: "skip" };
    expect(await release(world.deps, callerOf(ann), body)).toEqual({ released: 20 });
    expect(await release(world.deps, callerOf(ann), body)).toEqual({ released: 0 });
    const next = (await take(ann, 20)).leases;
    const skipped = new Set(leases.map(({ item }) => item));
    expect(next.filter(({ item }) => skipped.has(item))).toEqual([]);
    expect(await progress(world.deps, callerOf(ann), { bountyId: world.bountyId })).toMatchObject({ skipped: 20 });
    const [row] = await world.query<{ taken: number }>("SELECT sum(taken)::int AS taken FROM item");
    expect(row?.taken).toBeLessThanOrEqual(next.length);
  });

  test("behavior: a heartbeat keeps leases alive, but not for ever", async () => {
    await take(ann, 3);
    await world.query("UPDATE assignment SET expires_at = now() + interval '1 s'");
    expect(await extend(world.deps, callerOf(ann), { bountyId: world.bountyId })).toEqual({ held: 3 });
    const left = () =>
      world.query<{ s: number }>("SELECT extract(epoch FROM expires_at - now())::float AS s FROM assignment");
    for (const { s } of await left()) expect(s).toBeGreaterThan(50);
    await world.query("UPDATE assignment SET claimed_at = now() - interval '59 min 50 s', expires_at = now()");
    await extend(world.deps, callerOf(ann), { bountyId: world.bountyId });
    for (const { s } of await left()) expect(s).toBeLessThan(11);
  });

  test("behavior: the sweep visits every annotator whose timer rang, and only lapsed leases go", async () => {
    await take(ann, 4);
    await take(ben, 4);
    await lapse();
    await take(ben, 2);
    expect(await expireLapsed(world.deps, SYSTEM)).toEqual({ expired: 8 });
    const held = await world.query(
      "SELECT annotator_no::int AS no, cardinality(held) AS held, due_at IS NULL AS idle FROM enrolment ORDER BY 1",
    );
    expect(held).toEqual([
      { no: 1, held: 0, idle: true },
      { no: 2, held: 2, idle: false },
    ]);
    await expect(expireLapsed(world.deps, callerOf(ann))).rejects.toMatchObject({ code: "forbidden" });
  });

  test("behavior: raising the overlap reopens, lowering stops at what is taken, gold stays out", async () => {
    await world.query("UPDATE item SET want = 1 WHERE want > 0");
    await take(ann, 20);
    const [item] = await world.query<{ item_no: number }>("SELECT item_no FROM item WHERE taken = 1 LIMIT 1");
    const no = (item?.item_no ?? -1) as ItemNo;
    expect(await world.deps.store.setOverlap(world.bountyNo, new Map([[no, 3]]))).toEqual(new Map([[no, 3]]));
    expect(await world.query("SELECT open FROM item WHERE item_no = $1", [no])).toEqual([{ open: true }]);
    expect(await world.deps.store.setOverlap(world.bountyNo, new Map([[no, 0]]))).toEqual(new Map([[no, 1]]));
    expect(await world.deps.store.setOverlap(world.bountyNo, new Map([[ITEMS as ItemNo, 3]]))).toEqual(new Map());
  });
});

describe("whose it is", () => {
  test("behavior: another account's lease is refused, and so is another account's key", async () => {
    const { leases } = await take(ann, 2);
    const drafts = leases.map((lease) => draft(lease));
    await expect(hand(ben, drafts)).rejects.toMatchObject({
      code: "forbidden",
      errors: [{ at: "answers.0.token" }, {}],
    });
    const body = await signed(world, annotatorOf(ben), drafts);
    await expect(submit(world.deps, callerOf(ann), body)).rejects.toThrow(/not authorised this signing key/);
    const forged = {
      ...(await signed(world, annotatorOf(ann), drafts)),
      answers: body.answers.map((a) => ({ ...a, key: randomUUID() })),
    };
    await expect(submit(world.deps, callerOf(ann), forged)).rejects.toMatchObject({ errors: [{ at: "signature" }] });
    expect(await world.query("SELECT 1 FROM annotation")).toEqual([]);
  });

  test("behavior: the database itself refuses a slot too many", async () => {
    await expect(world.query("UPDATE item SET taken = want + 1 WHERE item_no = 0")).rejects.toThrow(/overlap/);
    await expect(world.query("UPDATE item SET taken = -1 WHERE item_no = 0")).rejects.toThrow(/overlap/);
  });
});
