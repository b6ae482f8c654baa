// Fifty annotators at once on real PostgreSQL: some walk away, some send twice, and the sweeping worker is killed in between.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exchange, submit } from "@/lib/annotations/service";
import type { ClaimReply, LeaseView } from "@/lib/assignments/claim-reply";
import { claim, release } from "@/lib/assignments/service";
import { type Annotator, createWorld, draft, LABELS, signed, type World } from "./dispatch-world";

const ANNOTATORS = 50;
const ITEMS = 200;
const OVERLAP = 3;
const GOLDS = 20;

let world: World;
const sweepers: Sweeper[] = [];

beforeAll(async () => {
  const policy = { leaseMs: 1_000, goldBps: 1_000 };
  world = await createWorld({ items: ITEMS, golds: GOLDS, overlap: OVERLAP, annotators: ANNOTATORS, policy });
});
afterAll(async () => {
  for (const { child } of sweepers) child.kill("SIGKILL");
  await world.close();
});

test("exactly three counted answers an item, none lost, none twice, whatever people and workers do", async () => {
  const first = await startSweeper();
  const told = new Map<string, string>();
  let done = false;
  const people = world.annotators.map((annotator) => person(annotator, told, () => done));
  const watch = (async () => {
    while ((await openOrHeld()) > 0) await sleep(100);
    done = true;
  })();
  await until(() => first.expired > 0);
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  await sleep(300);
  const second = await startSweeper();
  await Promise.all([...people, watch]);
  expect(second.expired).toBeGreaterThan(0);
  expect(await countsThatMustBeZero()).toEqual({
    notThree: 0,
    wrongTaken: 0,
    unpaired: 0,
    untold: 0,
    wrongCounters: 0,
  });
  const stored = await world.query<{ id: string; key: string }>(
    "SELECT annotator_no || ':' || hash AS id, key FROM annotation JOIN item_content USING (bounty_no, item_no)",
  );
  const byId = new Map(stored.map(({ id, key }) => [id, key]));
  expect([...told].filter(([id, key]) => byId.get(id) !== key)).toEqual([]);
  expect(told.size).toBeGreaterThanOrEqual(ITEMS * OVERLAP);
}, 120_000);

/** Works until everything is done: claims some, and answers, abandons, releases, answers late, or sends twice at once. */
async function person(annotator: Annotator, told: Map<string, string>, isDone: () => boolean): Promise<void> {
  const { caller } = annotator;
  const { bountyId, deps } = world;
  const record = (leases: readonly LeaseView[], keys: readonly string[], verdicts: readonly { outcome: string }[]) => {
    verdicts.forEach(({ outcome }, i) => {
      expect(["counted", "late", "spare", "again"]).toContain(outcome);
      told.set(`${caller.no}:${leases[i]?.item}`, keys[i] ?? "");
    });
  };
  let got: ClaimReply | undefined;
  while (!isDone()) {
    got ??= await claim(deps, caller, { bountyId, count: 1 + dice(6) });
    const { leases } = got;
    got = undefined;
    if (leases.length === 0) await sleep(50 + dice(100));
    else if (chance(0.08)) await sleep(dice(300));
    else if (chance(0.05)) {
      await release(deps, caller, { bountyId, tokens: leases.map(({ token }) => token), reason: "skip" });
    } else {
      if (chance(0.08)) await sleep(800 + dice(800));
      const drafts = leases.map((lease) => draft(lease, LABELS[dice(3)]));
      const body = await signed(world, annotator, drafts);
      const keys = drafts.map(({ key }) => key);
      if (chance(0.4)) {
        got = await exchange(deps, caller, { ...body, count: 1 + dice(6) });
        record(leases, keys, (got as Awaited<ReturnType<typeof exchange>>).verdicts);
      } else {
        const times = chance(0.2) ? 2 : 1;
        const replies = await Promise.all(Array.from({ length: times }, () => submit(deps, caller, body)));
        for (const { verdicts } of replies) record(leases, keys, verdicts);
      }
    }
  }
}

async function countsThatMustBeZero() {
  const answers =
    "(SELECT count(*) FROM annotation a WHERE (a.bounty_no, a.item_no) = (i.bounty_no, i.item_no) AND a.kind = 0)";
  const [row] = await world.query<Record<string, number>>(`SELECT
    (SELECT count(*) FROM item i WHERE want > 0 AND ${answers} <> ${OVERLAP})::int AS "notThree",
    (SELECT count(*) FROM item i WHERE taken <> want)::int AS "wrongTaken",
    (SELECT count(*) FROM annotation n FULL JOIN (SELECT * FROM assignment WHERE state = 1) a USING (bounty_no, annotator_no, item_no)
      WHERE n.key IS NULL OR a.state IS NULL)::int AS unpaired,
    (SELECT count(*) FROM (SELECT annotator_no, unnest(items) AS item_no FROM outbox) o FULL JOIN annotation n USING (annotator_no, item_no)
      WHERE n.key IS NULL OR o.item_no IS NULL)::int AS untold,
    (SELECT count(*) FROM enrolment e WHERE (answered, counted, spare) <> (SELECT count(*), count(*) FILTER (WHERE kind = 0), count(*) FILTER (WHERE kind = 1)
      FROM annotation n WHERE n.annotator_no = e.annotator_no))::int AS "wrongCounters"`);
  return row;
}

type Sweeper = { readonly child: ChildProcess; expired: number };

/** Resolves after the sweep's first pass. */
async function startSweeper(): Promise<Sweeper> {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/adapters/dispatch-sweeper.ts"], {
    env: { ...process.env, DATABASE_URL: world.url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const sweeper: Sweeper = { child, expired: 0 };
  sweepers.push(sweeper);
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => {
    sweeper.expired += Number(/^expired (\d+)$/.exec(line)?.[1] ?? 0);
  });
  await once(lines, "line");
  return sweeper;
}

async function openOrHeld(): Promise<number> {
  const [row] = await world.query<{ n: number }>(`SELECT
    (SELECT count(*) FROM item WHERE open)::int + (SELECT coalesce(sum(cardinality(held)), 0) FROM enrolment)::int AS n`);
  return row?.n ?? 0;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const dice = (n: number) => Math.floor(Math.random() * n);
const chance = (p: number) => Math.random() < p;
async function until(done: () => boolean): Promise<void> {
  while (!done()) await sleep(10);
}
