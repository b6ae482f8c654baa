import { randomUUID } from "node:crypto";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { exchange, submit } from "@/lib/annotations/service";
import type { LeaseView } from "@/lib/assignments/claim-reply";
import { expireLapsed } from "@/lib/assignments/service";
import { SYSTEM } from "@/lib/kernel/caller";
import { outcomes, setStage } from "./dispatch-stage";
import { draft, LABELS, signed } from "./dispatch-world";

const stage = setStage();
const [ann, ben] = [0, 1] as const;

describe("submit", () => {
  test("default: answers, assignments, submission, outbox and counters are written together", async () => {
    const { leases } = await stage.take(ann, 6);
    const drafts = leases.map((lease, i) => draft(lease, LABELS[i % 3]));
    const reply = await stage.hand(ann, drafts);
    expect(outcomes(reply)).toEqual(Array(6).fill("counted"));
    expect(reply.verdicts.map(({ token }) => token)).toEqual(leases.map(({ token }) => token));
    expect(reply.progress).toMatchObject({
      answered: 6,
      waiting: 0,
      earnedAtMostUnits: "300000",
      earnedLikelyUnits: ["75000", "300000"],
    });
    const [row] = await stage.world.query<{ digests: Buffer }>("SELECT * FROM submission");
    expect(row).toMatchObject({ key_id: stage.who(ann).keyId, digests: expect.any(Buffer) });
    expect(row?.digests).toHaveLength(6 * 32);
    const stored = await stage.world.query<{ key: string; pos: number; answer: string }>(
      "SELECT n.key, n.pos, n.answer FROM annotation n ORDER BY pos",
    );
    expect(stored).toEqual(drafts.map(({ key, answer }, pos) => ({ key, pos, answer })));
    const [told] = await stage.world.query<{ items: number[] }>("SELECT items FROM outbox");
    expect(told?.items).toHaveLength(6);
  });

  test("behavior: sent again it changes nothing, also twice at once", async () => {
    const { leases } = await stage.take(ann, 5);
    const body = await signed(
      stage.world,
      stage.who(ann),
      leases.map((lease) => draft(lease)),
    );
    const both = await Promise.all([
      submit(stage.world.deps, stage.caller(ann), body),
      submit(stage.world.deps, stage.caller(ann), body),
    ]);
    expect(both.map((reply) => outcomes(reply)[0]).sort()).toEqual(["again", "counted"]);
    expect(outcomes(await submit(stage.world.deps, stage.caller(ann), body))).toEqual(Array(5).fill("again"));
    const [row] = await stage.world.query(
      "SELECT (SELECT count(*)::int FROM annotation) AS n, (SELECT count(*)::int FROM submission) AS s",
    );
    expect(row).toEqual({ n: 5, s: 1 });
  });

  test("behavior: a second answer under another key is a conflict, and the first stands", async () => {
    const { leases } = await stage.take(ann, 1);
    await stage.hand(
      ann,
      leases.map((lease) => draft(lease, "sun")),
    );
    expect(
      outcomes(
        await stage.hand(
          ann,
          leases.map((lease) => draft(lease, "rain")),
        ),
      ),
    ).toEqual(["conflict"]);
    expect(await stage.world.query("SELECT answer FROM annotation")).toEqual([{ answer: "sun" }]);
  });

  test("behavior: a late answer takes a free slot, else it is spare; late gold looks like any other late answer", async () => {
    await stage.world.query("UPDATE item SET want = 1 WHERE want > 0");
    const mine = (await stage.take(ann, 20)).leases;
    await stage.lapse();
    expect(await expireLapsed(stage.world.deps, SYSTEM)).toEqual({ expired: 20 });
    const others = (await stage.take(ben, 20)).leases;
    await stage.hand(
      ben,
      others.map((lease) => draft(lease)),
    );
    const reply = await stage.hand(
      ann,
      mine.map((lease) => draft(lease)),
    );
    const full = new Set(
      (
        await stage.world.query<{ hash: string }>(
          `SELECT c.hash FROM item_content c JOIN annotation n USING (bounty_no, item_no) WHERE n.annotator_no = 2 AND n.kind = 0`,
        )
      ).map(({ hash }) => hash),
    );
    expect(outcomes(reply)).toEqual(mine.map(({ item }) => (full.has(item) ? "spare" : "late")));
    expect(reply.progress).toMatchObject({ answered: 20, waiting: 0 });
    const [row] = await stage.world.query("SELECT count(*)::int AS wrong FROM item WHERE taken > want");
    expect(row).toEqual({ wrong: 0 });
  });

  test("behavior: the client cannot tell gold: the same word in the same reply", async () => {
    await stage.world.query("INSERT INTO enrolment (bounty_no, annotator_no, seed, gold_bps) VALUES (1, 1, 9, 5000)");
    const { leases } = await stage.take(ann, 8);
    const reply = await stage.hand(
      ann,
      leases.map((lease) => draft(lease)),
    );
    const [row] = await stage.world.query<{ golds: number }>("SELECT golds FROM enrolment");
    expect(row?.golds).toBeGreaterThan(0);
    expect(new Set(outcomes(reply))).toEqual(new Set(["counted"]));
  });

  test("behavior: one unknown label refuses all, names its place and the labels, and writes nothing", async () => {
    const { leases } = await stage.take(ann, 3);
    const drafts = leases.map((lease, i) => draft(lease, i === 1 ? "hail" : "sun"));
    await expect(stage.hand(ann, drafts)).rejects.toMatchObject({
      code: "invalid_input",
      errors: [{ at: "answers.1.answer", reason: "not one of the labels: sun, rain, snow" }],
    });
    expect(await stage.world.query("SELECT 1 FROM annotation UNION ALL SELECT 1 FROM submission")).toEqual([]);
  });

  test("behavior: after the fence no answer is taken, and none that was taken is lost", async () => {
    const { leases } = await stage.take(ann, 4);
    const first = leases.slice(0, 2).map((lease) => draft(lease));
    await stage.hand(ann, first);
    await stage.world.query("UPDATE bounty SET state = 'closed'");
    expect(
      outcomes(
        await stage.hand(
          ann,
          leases.slice(2, 3).map((lease) => draft(lease)),
        ),
      ),
    ).toEqual(["counted"]);
    await stage.world.query("SELECT dispatch_close(1)");
    expect(
      outcomes(
        await stage.hand(
          ann,
          leases.slice(3).map((lease) => draft(lease)),
        ),
      ),
    ).toEqual(["expired"]);
    expect(outcomes(await stage.hand(ann, first))).toEqual(["again", "again"]);
    const [row] = await stage.world.query("SELECT count(*)::int AS n FROM annotation");
    expect(row).toEqual({ n: 3 });
  });
});

test("the fence waits for submits under way: what is counted when it returns is all there will be", async () => {
  const bodies = await Promise.all(
    stage.world.annotators.map(async (by, no) => {
      const { leases } = await stage.take(no, 10);
      return Promise.all(leases.map(async (lease) => ({ by, body: await signed(stage.world, by, [draft(lease)]) })));
    }),
  );
  const count = async () => (await stage.world.query<{ n: number }>("SELECT count(*)::int AS n FROM annotation"))[0]?.n;
  const sent = bodies.flat().map(({ by, body }) => submit(stage.world.deps, by.caller, body));
  await Promise.race(sent);
  await stage.world.query("SELECT dispatch_close(1)");
  const atFence = await count();
  const replies = (await Promise.all(sent)).flatMap(outcomes);
  expect(await count()).toBe(atFence);
  expect(replies.filter((outcome) => outcome === "counted")).toHaveLength(atFence ?? -1);
  expect(replies).toContain("expired");
});

describe("the annotator's lock", () => {
  /** Begins `first` and leaves it uncommitted while `then` is under way; answers what `then` came to after the commit. */
  const during = async <T>(first: string, then: () => Promise<T>): Promise<T> => {
    const client = new pg.Client(stage.world.url);
    await client.connect();
    await client.query(`BEGIN; ${first}`);
    const under = then();
    await new Promise((resolve) => setTimeout(resolve, 150));
    await client.query("COMMIT");
    await client.end();
    return under;
  };

  test("behavior: a submit that meets the fence half way is refused", async () => {
    const { leases } = await stage.take(ann, 1);
    const reply = await during("SELECT dispatch_close(1)", () => stage.hand(ann, [draft(leases[0] as LeaseView)]));
    expect(outcomes(reply)).toEqual(["expired"]);
  });

  test("behavior: a submit that meets the sweep half way is late, and its slot is counted once", async () => {
    await stage.world.query("INSERT INTO enrolment (bounty_no, annotator_no, seed, gold_bps) VALUES (1, 1, 9, 0)");
    await stage.world.query("UPDATE enrolment SET golds = 5");
    const { leases } = await stage.take(ann, 1);
    await stage.lapse();
    const reply = await during("SELECT dispatch_expire(50)", () => stage.hand(ann, [draft(leases[0] as LeaseView)]));
    expect(outcomes(reply)).toEqual(["late"]);
    expect(await stage.world.query("SELECT sum(taken)::int AS taken FROM item")).toEqual([{ taken: 1 }]);
    expect(await stage.world.query("SELECT lapsed, cardinality(held) AS held FROM enrolment")).toEqual([
      { lapsed: 0, held: 0 },
    ]);
  });

  test("behavior: two claims at once share the room, and never an item", async () => {
    await stage.world.query("INSERT INTO enrolment (bounty_no, annotator_no, seed, room) VALUES (1, 1, 9, 12)");
    const [one, two] = await Promise.all([stage.take(ann, 10), stage.take(ann, 10)]);
    const items = [...one.leases, ...two.leases].map(({ item }) => item);
    expect(items).toHaveLength(12);
    expect(new Set(items).size).toBe(12);
  });
});

describe("exchange", () => {
  test("default: the last batch in, the next one out", async () => {
    const { leases } = await stage.take(ann, 5);
    const body = await signed(
      stage.world,
      stage.who(ann),
      leases.map((lease) => draft(lease)),
    );
    const reply = await exchange(stage.world.deps, stage.caller(ann), { ...body, count: 7 });
    expect(outcomes(reply)).toEqual(Array(5).fill("counted"));
    expect(reply).toMatchObject({ outcome: "ok", progress: { answered: 5, waiting: 7 } });
    const old = new Set(leases.map(({ item }) => item));
    expect(reply.leases.filter(({ item }) => old.has(item))).toEqual([]);
  });

  test("behavior: sent again, the answers are there already, and it leases anew", async () => {
    const { leases } = await stage.take(ann, 2);
    const body = {
      ...(await signed(
        stage.world,
        stage.who(ann),
        leases.map((lease) => draft(lease)),
      )),
      count: 1,
    };
    await exchange(stage.world.deps, stage.caller(ann), body);
    const again = await exchange(stage.world.deps, stage.caller(ann), body);
    expect(outcomes(again)).toEqual(["again", "again"]);
    expect(again.progress.waiting).toBe(2);
  });
});

describe("whose it is", () => {
  test("behavior: another account's lease is refused, and so is another account's key", async () => {
    const { leases } = await stage.take(ann, 2);
    const drafts = leases.map((lease) => draft(lease));
    await expect(stage.hand(ben, drafts)).rejects.toMatchObject({
      code: "forbidden",
      errors: [{ at: "answers.0.token" }, {}],
    });
    const body = await signed(stage.world, stage.who(ben), drafts);
    await expect(submit(stage.world.deps, stage.caller(ann), body)).rejects.toThrow(/not authorised this signing key/);
    const forged = {
      ...(await signed(stage.world, stage.who(ann), drafts)),
      answers: body.answers.map((a) => ({ ...a, key: randomUUID() })),
    };
    await expect(submit(stage.world.deps, stage.caller(ann), forged)).rejects.toMatchObject({
      errors: [{ at: "signature" }],
    });
    expect(await stage.world.query("SELECT 1 FROM annotation")).toEqual([]);
  });

  test("behavior: the database itself refuses a slot too many", async () => {
    await expect(stage.world.query("UPDATE item SET taken = want + 1 WHERE item_no = 0")).rejects.toThrow(/overlap/);
    await expect(stage.world.query("UPDATE item SET taken = -1 WHERE item_no = 0")).rejects.toThrow(/overlap/);
  });
});
