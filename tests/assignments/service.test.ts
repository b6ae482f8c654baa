import { describe, expect, test } from "vitest";
import { createSeal } from "@/lib/adapters/seal";
import { claim, expireLapsed, extend, release } from "@/lib/assignments/service";
import { isBlind } from "@/lib/bounties/blind";
import { ANONYMOUS, SYSTEM } from "@/lib/kernel/caller";
import type { AccountNo, BountyNo, ItemNo } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import { account, bountyOf, NOW_MS, stageOf } from "./stage";

const BOUNTY = { bountyId: "bty_weather" };

describe("claim", () => {
  test("default: sealed leases with content, blind flag, expiry, model and progress", async () => {
    const bounty = bountyOf({ policy: { goldBps: 0, goldLaterBps: 0, blindBps: 5_000, suggestions: true } });
    const { deps, asked } = stageOf(bounty);
    const reply = await claim(deps, account(1), { ...BOUNTY, count: 3 });
    expect(reply).toMatchObject({
      outcome: "ok",
      expiresAt: new Date(NOW_MS + 300_000).toISOString(),
      model: { kind: "text", url: expect.stringMatching(/^\/api\/v1\/models\/[0-9a-f]{64}$/) },
      progress: { answered: 1, waiting: 3 },
    });
    const items = reply.leases.map(({ token }) => deps.seal.open(token)?.itemNo);
    expect([...items].sort()).toEqual([3, 4, 5]);
    for (const { item, blind } of reply.leases) expect(blind).toBe(isBlind(bounty.manifestHash, item, 5_000));
    expect(asked).toMatchObject([{ verb: "claim", draw: { wanted: 3, leaseMs: 300_000, gold: { count: 0 } } }]);
  });

  test("behavior: no model where the bounty shows no suggestions", async () => {
    const { deps } = stageOf(bountyOf({ policy: { goldBps: 0, goldLaterBps: 0, blindBps: 0, suggestions: false } }));
    expect((await claim(deps, account(1), { ...BOUNTY, count: 3 })).model).toBeNull();
  });

  test("a suggestion that came with the data comes with the lease, but never on the blind slice, nor where none is shown", async () => {
    const suggested = { model: sha256Hex("theirs"), answer: "rain", confidenceQ16: 50_000 };
    const load = async (_: unknown, wanted: readonly ItemNo[]) =>
      new Map(wanted.map((no) => [no, { hash: sha256Hex(`item ${no}`), payload: null, suggested }]));
    const seen = async (blindBps: number, suggestions: boolean) => {
      const policy = { goldBps: 0, goldLaterBps: 0, blindBps, suggestions };
      const { deps } = stageOf(bountyOf({ policy }));
      return (await claim({ ...deps, items: { load } }, account(1), { ...BOUNTY, count: 3 })).leases;
    };
    const leases = await seen(8_000, true);
    expect(new Set(leases.map(({ blind }) => blind))).toEqual(new Set([true, false]));
    for (const { blind, suggestion } of leases) expect(suggestion).toEqual(blind ? null : suggested);
    expect((await seen(10_000, true)).map(({ suggestion }) => suggestion)).toEqual([null, null, null]);
    expect((await seen(0, false)).map(({ suggestion }) => suggestion)).toEqual([null, null, null]);
  });

  test("behavior: the store's order, in which gold stands last, is not the client's", async () => {
    const { deps } = stageOf(bountyOf({}));
    const lasts = new Set<number | undefined>();
    for (let i = 0; i < 40; i++) {
      const { leases } = await claim(deps, account(1), { ...BOUNTY, count: 3 });
      lasts.add(deps.seal.open(leases.at(-1)?.token ?? "")?.itemNo);
    }
    expect(lasts.size).toBe(3);
  });

  test.each([
    ["closed", {}],
    ["settled", {}],
    ["open", { deadlineMs: NOW_MS }],
  ])(
    "behavior: a bounty that is %s, or past its deadline, is closed, and the store is not asked",
    async (state, more) => {
      const { deps, asked } = stageOf(bountyOf({ state, ...more }));
      const reply = await claim(deps, account(1), { ...BOUNTY, count: 3 });
      expect(reply).toMatchObject({ outcome: "closed", leases: [], expiresAt: null, progress: { itemsLeft: 0 } });
      expect(asked).toEqual([]);
    },
  );

  test("behavior: refusals", async () => {
    const { deps } = stageOf(bountyOf({}));
    const ask = (input: unknown, caller = account(1) as Parameters<typeof claim>[1]) => claim(deps, caller, input);
    await expect(ask({ ...BOUNTY, count: 1 }, ANONYMOUS)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(ask({ bountyId: "bty_none", count: 1 })).rejects.toMatchObject({ code: "not_found" });
    for (const count of [0, 21, 1.5, "3", undefined]) {
      await expect(ask({ ...BOUNTY, count })).rejects.toMatchObject({
        code: "invalid_input",
        errors: [{ at: "count" }],
      });
    }
    const unfunded = stageOf(bountyOf({ state: "published" }));
    await expect(claim(unfunded.deps, account(1), { ...BOUNTY, count: 1 })).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("release", () => {
  test("default: the named leases go back with their reason", async () => {
    const { deps, asked, token } = stageOf(bountyOf({}));
    const tokens = [token({ account: 1, item: 9 }), token({ account: 1, item: 8 })];
    expect(await release(deps, account(1), { ...BOUNTY, tokens, reason: "skip" })).toEqual({ released: 2 });
    expect(asked).toEqual([{ verb: "release", items: [9, 8], reason: "skip" }]);
  });

  test("behavior: a remark is kept before the lease goes back, with the words trimmed; a reason of another kind is refused", async () => {
    const { deps, asked, token } = stageOf(bountyOf({}));
    const give = (remark: unknown) =>
      release(deps, account(1), { ...BOUNTY, tokens: [token({ account: 1, item: 9 })], reason: "skip", remark });
    await give({ kind: "report", reason: "private", words: " a phone number " });
    const remark = { kind: "report", reason: "private", words: "a phone number" };
    expect(asked).toEqual([
      { verb: "remark", items: [9], remark },
      { verb: "release", items: [9], reason: "skip" },
    ]);
    await expect(give({ kind: "skip", reason: "private" })).rejects.toMatchObject({
      errors: [{ at: "remark.reason" }],
    });
    await expect(give({ kind: "report", reason: "other", words: "a".repeat(501) })).rejects.toMatchObject({
      errors: [{ at: "remark.words", reason: "at most 500 characters" }],
    });
  });

  test("behavior: one lease that is not the caller's refuses all", async () => {
    const { deps, asked, token } = stageOf(bountyOf({}));
    const give = (tokens: string[], caller = account(1)) =>
      release(deps, caller, { ...BOUNTY, tokens, reason: "return" });
    const mine = token({ account: 1, item: 9 });
    await expect(give([mine, token({ account: 2, item: 8 })])).rejects.toMatchObject({
      code: "forbidden",
      errors: [{ at: "tokens.1" }],
    });
    const other = token({ account: 1, item: 8, bounty: 8n });
    await expect(give([mine, other])).rejects.toMatchObject({ code: "invalid_input", errors: [{ at: "tokens.1" }] });
    await expect(give([mine, mine])).rejects.toMatchObject({ errors: [{ reason: "the same item as tokens.0" }] });
    await expect(give(["nonsense"])).rejects.toMatchObject({ code: "invalid_input", errors: [{ at: "tokens.0" }] });
    await expect(release(deps, account(1), { ...BOUNTY, tokens: [mine], reason: "bored" })).rejects.toMatchObject({
      errors: [{ at: "reason" }],
    });
    expect(asked).toEqual([]);
  });
});

test("extend: keeps what is held alive; expireLapsed: for the worker only", async () => {
  const { deps, asked } = stageOf(bountyOf({}));
  expect(await extend(deps, account(1), BOUNTY)).toEqual({ held: 3 });
  expect(asked).toEqual([{ verb: "extend", leaseMs: 300_000 }]);
  await expect(expireLapsed(deps, account(1))).rejects.toMatchObject({ code: "forbidden" });
  let left = 120;
  const expire = async (most: number) => {
    const visited = Math.min(most, left);
    left -= visited;
    return { visited, expired: visited };
  };
  expect(await expireLapsed({ store: { ...deps.store, expire } }, SYSTEM)).toEqual({ expired: 120 });
});

describe("the seal", () => {
  const lease = { bountyNo: 5n as BountyNo, accountNo: 9n as AccountNo, itemNo: 123_456 as ItemNo };
  const seal = createSeal("a secret");

  test("default: opens what it sealed; two tokens of one lease are unlike", () => {
    const token = seal.seal(lease);
    expect(seal.open(token)).toEqual(lease);
    expect(token).toMatch(/^[A-Za-z0-9_-]{64}$/);
    expect(seal.seal(lease)).not.toBe(token);
  });

  test("behavior: a token changed in any place, cut, or of another secret does not open", () => {
    const token = seal.seal(lease);
    for (let i = 0; i < token.length; i++) {
      const changed = token.slice(0, i) + (token[i] === "A" ? "B" : "A") + token.slice(i + 1);
      expect(seal.open(changed)).toBeUndefined();
    }
    for (const wrong of ["", token.slice(1), `${token}A`, "é".repeat(64)]) expect(seal.open(wrong)).toBeUndefined();
    expect(createSeal("another secret").open(token)).toBeUndefined();
  });
});
