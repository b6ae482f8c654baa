import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { answerDigest, type ShownSuggestion, submissionMessage } from "@/lib/annotations/digest";
import { exchange, progress, submit } from "@/lib/annotations/service";
import { keyIdOf } from "@/lib/annotators/session-key";
import type { WorkedBounty } from "@/lib/assignments/ports";
import { base64UrlText } from "@/lib/kernel/base64url";
import { type Account, ANONYMOUS, type Caller } from "@/lib/kernel/caller";
import { sha256Hex } from "@/lib/kernel/sha256";
import { account, bountyOf, NOW_MS, type Stage, stageOf } from "../assignments/stage";

type Given = { item: number; answer: unknown; key: string; shown: ShownSuggestion | null; leadMs?: unknown };
const given = (item: number, answer: unknown = "sun", more: Partial<Given> = {}): Given => ({
  item,
  answer,
  key: randomUUID(),
  shown: null,
  ...more,
});

let stage: Stage;
let bounty: WorkedBounty;
let pair: CryptoKeyPair;
let keyId: string;

beforeEach(async () => {
  bounty = bountyOf({});
  stage = stageOf(bounty);
  pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const publicKey = base64UrlText(new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)));
  keyId = keyIdOf(publicKey);
  const accountNo = account(1).no;
  stage.keys.set(keyId, { accountNo, publicKey, expiresAtS: NOW_MS / 1000 + 60, revoked: false });
});

/** A submit as account 1's browser would send it; `owner` is whom the leases belong to. */
async function body(answers: readonly Given[], owner = 1) {
  const digests = answers.map(({ item, answer, shown, key }) =>
    answerDigest({ bounty: bounty.manifestHash, item: sha256Hex(`item ${item}`), answer, shown, key }),
  );
  const message = submissionMessage(bounty.manifestHash, digests);
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, message);
  return {
    bountyId: bounty.id,
    keyId,
    signature: base64UrlText(new Uint8Array(signature)),
    answers: answers.map(({ item, answer, shown, key, leadMs = 800 }) => ({
      token: stage.token({ account: owner, item }),
      answer,
      shown,
      key,
      leadMs,
    })),
  };
}

const send = async (input: unknown, caller: Caller = account(1)) => submit(stage.deps, caller, input);
const nothingStored = () => expect(stage.asked).toEqual([]);

describe("submit", () => {
  test("default: what is stored is what was signed; verdicts as sent, gold untold", async () => {
    const shown = { model: sha256Hex("model"), answer: "rain", confidenceQ16: 40_000 };
    const answers = [given(3), given(4, "rain", { shown }), given(5)];
    const sent = await body(answers);
    const reply = await send(sent);
    expect(reply.verdicts).toEqual(sent.answers.map(({ token }) => ({ token, outcome: "counted" })));
    expect(reply.progress).toMatchObject({ answered: 1, earnedAtMostUnits: "1000" });
    const batch = stage.asked[0]?.verb === "submit" ? stage.asked[0].batch : undefined;
    expect(batch?.answers).toMatchObject([
      { itemNo: 3, answer: "sun", shown: null, leadMs: 800, key: answers[0]?.key },
      { itemNo: 4, answer: "rain", shown },
      { itemNo: 5 },
    ]);
    expect(batch?.digests).toHaveLength(96);
    expect(batch?.signature).toHaveLength(64);
  });

  test("behavior: nobody, and nobody else", async () => {
    await expect(send(await body([given(3)]), ANONYMOUS)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(send(await body([given(3)], 2))).rejects.toMatchObject({
      code: "forbidden",
      errors: [{ at: "answers.0.token", reason: "this item was given to another account" }],
    });
    nothingStored();
  });

  test("behavior: an unknown label refuses all and names place and labels", async () => {
    await expect(send(await body([given(3), given(4, "hail")]))).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining("answers.1.answer: not one of the labels: sun, rain"),
      errors: [{ at: "answers.1.answer", reason: "not one of the labels: sun, rain" }],
    });
    await expect(send(await body([given(3, { label: "sun" })]))).rejects.toMatchObject({
      errors: [{ at: "answers.0.answer" }],
    });
    nothingStored();
  });

  test.each([
    ["a key that is no UUID", { key: "7" }, "answers.0.key"],
    ["an upper-case key", { key: randomUUID().toUpperCase() }, "answers.0.key"],
    ["a negative time", { leadMs: -1 }, "answers.0.leadMs"],
    ["more than a day", { leadMs: 86_400_001 }, "answers.0.leadMs"],
    ["a fraction of a millisecond", { leadMs: 1.5 }, "answers.0.leadMs"],
    [
      "a confidence above one",
      { shown: { model: sha256Hex("m"), answer: "sun", confidenceQ16: 65_537 } },
      "answers.0.shown.confidenceQ16",
    ],
    [
      "a suggestion that is no answer",
      { shown: { model: sha256Hex("m"), answer: "hail", confidenceQ16: 1 } },
      "answers.0.shown.answer",
    ],
  ])("behavior: %s is refused by its place", async (_, more, at) => {
    await expect(send(await body([given(3, "sun", more as Partial<Given>)]))).rejects.toMatchObject({
      code: "invalid_input",
      errors: [{ at }],
    });
    nothingStored();
  });

  test("behavior: an item or a key twice in one submit is refused", async () => {
    await expect(send(await body([given(3), given(3, "rain")]))).rejects.toMatchObject({
      errors: [{ at: "answers.1.token" }],
    });
    const key = randomUUID();
    await expect(send(await body([given(3, "sun", { key }), given(4, "sun", { key })]))).rejects.toMatchObject({
      errors: [{ at: "answers.1.key" }],
    });
    await expect(send(await body([]))).rejects.toMatchObject({ errors: [{ at: "answers" }] });
    nothingStored();
  });

  test.each([
    ["a blind item", { blindBps: 10_000, suggestions: true }],
    ["a bounty that shows none", { blindBps: 0, suggestions: false }],
  ])("behavior: a suggestion on %s is refused", async (_, change) => {
    bounty = bountyOf({ policy: { goldBps: 0, goldLaterBps: 0, ...change } });
    const keys = stage.keys;
    stage = stageOf(bounty);
    for (const [id, key] of keys) stage.keys.set(id, key);
    const shown = { model: sha256Hex("model"), answer: "sun", confidenceQ16: 40_000 };
    await expect(send(await body([given(3, "sun", { shown })]))).rejects.toMatchObject({
      errors: [{ at: "answers.0.shown" }],
    });
    expect((await send(await body([given(3)]))).verdicts).toHaveLength(1);
  });

  test("behavior: a token of another bounty, or of nobody", async () => {
    const sent = await body([given(3)]);
    const withToken = (token: string) => ({ ...sent, answers: sent.answers.map((answer) => ({ ...answer, token })) });
    await expect(send(withToken(stage.token({ account: 1, item: 3, bounty: 8n })))).rejects.toMatchObject({
      code: "invalid_input",
      errors: [{ at: "answers.0.token", reason: "this item belongs to another bounty" }],
    });
    await expect(send(withToken("A".repeat(64)))).rejects.toMatchObject({ errors: [{ at: "answers.0.token" }] });
    await expect(send({ ...sent, bountyId: "bty_none" })).rejects.toMatchObject({ code: "not_found" });
    nothingStored();
  });
});

describe("the signature", () => {
  const keyIs = (change: object) => {
    const key = stage.keys.get(keyId);
    if (key) stage.keys.set(keyId, { ...key, ...change });
  };

  test.each([
    ["of another account", () => keyIs({ accountNo: account(2).no }), /not authorised/],
    ["unknown", () => stage.keys.clear(), /not authorised/],
    ["expired", () => keyIs({ expiresAtS: NOW_MS / 1000 }), /expired/],
    ["revoked", () => keyIs({ revoked: true }), /revoked/],
  ])("behavior: a key that is %s signs nothing", async (_, change, words) => {
    change();
    const refusal = expect(send(await body([given(3)]))).rejects;
    await refusal.toMatchObject({ code: "forbidden", message: expect.stringMatching(words) });
    nothingStored();
  });

  test("behavior: any change of what was signed breaks it", async () => {
    const sent = await body([given(3), given(4)]);
    const [first, second] = sent.answers;
    const changes = [
      { answers: [{ ...first, answer: "rain" }, second] },
      { answers: [{ ...first, key: randomUUID() }, second] },
      { answers: [{ ...first, shown: { model: sha256Hex("m"), answer: "sun", confidenceQ16: 1 } }, second] },
      { answers: [second, first] },
      { answers: [first] },
      { signature: "A".repeat(86) },
    ];
    for (const change of changes) {
      await expect(send({ ...sent, ...change })).rejects.toMatchObject({
        code: "invalid_input",
        errors: [{ at: "signature" }],
      });
    }
    await expect(send({ ...sent, signature: "short" })).rejects.toMatchObject({ errors: [{ at: "signature" }] });
    nothingStored();
    await send(sent);
  });
});

describe("exchange", () => {
  const swap = async (input: unknown, caller: Account = account(1)) => exchange(stage.deps, caller, input);

  test("default: verdicts and the next leases in one reply, by one call of the store", async () => {
    const reply = await swap({ ...(await body([given(9)])), count: 3 });
    expect(reply.verdicts).toMatchObject([{ outcome: "counted" }]);
    expect(reply.leases).toHaveLength(3);
    expect(stage.asked.map(({ verb }) => verb)).toEqual(["exchange"]);
  });

  test("behavior: a bounty that gives out no more still takes what was answered", async () => {
    const sent = await body([given(9)]);
    const { keys } = stage;
    stage = stageOf(bountyOf({ state: "closed" }));
    for (const [id, key] of keys) stage.keys.set(id, key);
    const reply = await swap({ ...sent, count: 3 });
    expect(reply).toMatchObject({ outcome: "closed", leases: [], verdicts: [{ outcome: "counted" }] });
    expect(stage.asked.map(({ verb }) => verb)).toEqual(["submit"]);
  });

  test("behavior: a wrong count stores nothing either", async () => {
    await expect(swap({ ...(await body([given(9)])), count: 0 })).rejects.toMatchObject({ errors: [{ at: "count" }] });
    nothingStored();
  });
});

test("progress: the caller's own, for those who are signed in", async () => {
  expect(await progress(stage.deps, account(1), { bountyId: bounty.id })).toMatchObject({ answered: 1, itemsLeft: 96 });
  await expect(progress(stage.deps, ANONYMOUS, { bountyId: bounty.id })).rejects.toMatchObject({
    code: "unauthenticated",
  });
});
