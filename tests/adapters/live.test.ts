// A crowd works on a real database while two workers apply its answers, ask for more, and are killed.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prismaBounties } from "@/lib/adapters/prisma/bounties";
import { createPrisma } from "@/lib/adapters/prisma/client";
import { prismaSweeps } from "@/lib/adapters/prisma/consensus";
import type { PrismaClient } from "@/lib/adapters/prisma/generated/client";
import { prismaLive } from "@/lib/adapters/prisma/live";
import { type EnqueueWith, type Queue, startQueue } from "@/lib/adapters/queue/queue";
import { submit } from "@/lib/annotations/service";
import { claim } from "@/lib/assignments/service";
import type { ConsensusDeps } from "@/lib/consensus/deps";
import { liveDesk } from "@/lib/consensus/live-desk";
import { apply, resolve } from "@/lib/consensus/service";
import { SYSTEM } from "@/lib/kernel/caller";
import { manifestOf } from "../consensus/live-stage";
import { dice } from "../referee/crowd";
import { type Annotator, createWorld, draft, LABELS, signed, type World } from "./dispatch-world";

const [ITEMS, GOLDS, CROWD] = [60, 6, 9];
const POLICY = { overlap: 2, maxOverlap: 5, acceptQ16: 62_259 };

let world: World;
let db: PrismaClient;
let queue: Queue;

beforeAll(async () => {
  const policy = { ...POLICY, leaseMs: 600_000 };
  world = await createWorld({ items: ITEMS, golds: GOLDS, overlap: 2, annotators: CROWD, policy });
  db = createPrisma(world.url, 6);
  queue = await startQueue(world.url);
  const manifest = { ...manifestOf(POLICY, ITEMS + GOLDS), config: { question: "What weather?", labels: LABELS } };
  await world.query("UPDATE bounty SET manifest = $1", [manifest]);
});
afterAll(async () => {
  await queue?.stop(0);
  await db?.$disconnect();
  await world?.close();
});

const worker = (enqueueWith: EnqueueWith = queue.enqueueWith): ConsensusDeps => ({
  sweeps: prismaSweeps(db, enqueueWith),
  live: prismaLive(db, enqueueWith),
  desk: liveDesk(),
});
const dying = () =>
  worker(() => async () => {
    throw new Error("killed");
  });

/** Item i is LABELS[i % 3], gold "sun"; annotators err more the higher their number. Returns how many were answered. */
async function work(by: Annotator, roll: () => number): Promise<number> {
  const { leases } = await claim(world.deps, by.caller, { bountyId: world.bountyId, count: 12 });
  if (leases.length === 0) return 0;
  const names = await world.query<{ hash: string; item_no: number }>(
    "SELECT hash, item_no FROM item_content WHERE hash = ANY ($1)",
    [leases.map(({ item }) => item)],
  );
  const noOf = new Map(names.map(({ hash, item_no }) => [hash, item_no]));
  const drafts = leases.map((lease) => {
    const itemNo = noOf.get(lease.item) ?? 0;
    const truth = itemNo >= ITEMS ? 0 : itemNo % 3;
    const errs = roll() < 0.04 * Number(by.caller.no);
    return draft(lease, LABELS[errs ? (truth + 1) % 3 : truth]);
  });
  await submit(world.deps, by.caller, await signed(world, by, drafts));
  return leases.length;
}

const count = async (text: string): Promise<number> =>
  Number(Object.values((await world.query<Record<string, unknown>>(text))[0] ?? {})[0]);

describe("a bounty under dynamic overlap", () => {
  test("default: two workers, killed now and then, leave every item with its answers and a verdict", async () => {
    const roll = dice(11);
    const workers = [worker(), worker()];
    let [turns, given] = [0, -1];
    while (given !== 0) {
      given = 0;
      for (const by of world.annotators) given += await work(by, roll);
      if (turns % 2 === 0 && given > 0) {
        await expect(apply(dying(), SYSTEM, world.bountyNo)).rejects.toThrow("killed");
      }
      await Promise.all(workers.map((each) => apply(each, SYSTEM, world.bountyNo)));
      if (turns % 3 === 1) await Promise.all(workers.map((each) => resolve(each, SYSTEM, world.bountyNo)));
      turns += 1;
      if (given === 0) given = await count("SELECT count(*) FROM item WHERE open");
      expect(turns).toBeLessThan(60);
    }
    expect(await count("SELECT count(*) FROM outbox")).toBe(0);
    expect(await count("SELECT applied FROM live_state")).toBe(await count("SELECT count(*) FROM annotation"));
    expect(await count("SELECT sum(want) FROM item")).toBe(2 * ITEMS + (await count("SELECT granted FROM live_state")));
    expect(await count("SELECT granted FROM live_state")).toBeGreaterThan(0);
    expect(await count("SELECT count(*) FROM item WHERE want > 5")).toBe(0);
    expect(
      await count(`SELECT count(*) FROM item i WHERE want <>
        (SELECT count(*) FROM annotation a WHERE a.item_no = i.item_no AND a.kind = 0)`),
    ).toBe(0);
  });

  test("behavior: states tell what is there, and gold is not among them", async () => {
    await resolve(worker(), SYSTEM, world.bountyNo);
    while ((await count("SELECT count(*) FROM item WHERE open")) > 0) {
      const roll = dice(12);
      let given = 0;
      for (const by of world.annotators) given += await work(by, roll);
      expect(given).toBeGreaterThan(0);
      await resolve(worker(), SYSTEM, world.bountyNo);
    }
    const states = await worker().sweeps.states(world.bountyNo);
    expect(states).toMatchObject({ open: 0, saturated: 0 });
    expect(states.resolved + states.contested).toBe(ITEMS);
    expect(
      await count(`SELECT count(*) FROM consensus c JOIN item i USING (bounty_no, item_no)
        WHERE i.want > 0 AND c.state = 'contested' AND i.want < 5`),
    ).toBe(0);
    expect(await count("SELECT count(*) FROM consensus WHERE state = 'resolved' AND certainty < 62259")).toBe(0);
  });

  test("behavior: a state that has missed what others applied is told so, and takes nothing out of the outbox", async () => {
    await world.query("DELETE FROM outbox"); // what the last test handed in was read by its sweeps alone
    await world.query("INSERT INTO outbox (bounty_no, annotator_no, items) VALUES (1, 1, '{0}')");
    const applied = await count("SELECT applied FROM live_state");
    const { live } = worker();
    const never = () => {
      throw new Error("it decides on what it does not know");
    };
    expect(await live.apply(world.bountyNo, applied - 1, undefined, never)).toBe("behind");
    expect(await count("SELECT count(*) FROM outbox")).toBe(1);
    expect(await live.apply(world.bountyNo, applied, undefined, () => [])).toEqual({
      applied: applied + 1,
      drained: true,
    });
    expect(await live.apply(world.bountyNo, applied + 1, undefined, never)).toBe("nothing");
  });

  test("behavior: the market counts what was asked for beyond the overlap", async () => {
    const progress = await prismaBounties(db).progress(world.bountyNo, undefined);
    expect(progress.raised).toBe(await count("SELECT granted FROM live_state"));
    expect(progress.answersCounted).toBe(2 * ITEMS + progress.raised);
  });

  test("behavior: a sweep that read fewer answers of an item leaves what was applied since", async () => {
    const late = worker();
    const [before] = await db.consensus.findMany({ where: { itemNo: 1 } });
    const slow: ConsensusDeps = {
      ...late,
      sweeps: {
        ...late.sweeps,
        save: async (no, outcome) => {
          await db.consensus.updateMany({ where: { itemNo: 1 }, data: { answers: 9, state: "resolved" } });
          return late.sweeps.save(no, outcome);
        },
      },
    };
    await resolve(slow, SYSTEM, world.bountyNo);
    const [after] = await db.consensus.findMany({ where: { itemNo: 1 } });
    expect(after).toMatchObject({ answers: 9, state: "resolved" });
    expect(before?.answers).toBeLessThan(9);
  });

  test("behavior: a closed bounty is not asked for more, and keeps no item without a verdict", async () => {
    await world.query("UPDATE bounty SET state = 'closed'");
    const sum = await count("SELECT sum(want) FROM item");
    await world.query("UPDATE consensus SET state = 'saturated', answers = least(answers, 2)");
    await resolve(worker(), SYSTEM, world.bountyNo);
    expect(await count("SELECT sum(want) FROM item")).toBe(sum);
    expect(await worker().sweeps.states(world.bountyNo)).toMatchObject({ saturated: 0, open: 0 });
  });
});
