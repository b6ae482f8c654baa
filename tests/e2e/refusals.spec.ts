// Bad input, wrong hands, wrong moments: each a clear error in problem+json, and nothing half done.
import { expect, test } from "@playwright/test";
import { strToU8, zipSync } from "fflate";
import type { Person } from "@/bin/commands/replay-person";
import { siweMessage } from "@/lib/annotators/siwe-message";
import { benchApi } from "@/lib/client/bench-api";
import type { SignInNonce } from "@/lib/client/sign-in";
import { signedAnswers } from "@/lib/client/signed-answers";
import { answerTo, enter, postBounty, refusal, sessionKey, visitor } from "./crowd";
import { TWELVE } from "./garden-texts";

const CONFIG = { question: "Which is it?", labels: ["Watering", "Pests"] };
const TERMS = { title: "Refusals", config: CONFIG, policy: { overlap: 1, goldBps: 0 }, priceUnits: "10000" };

test.describe("uploads", () => {
  let owner: Person;
  let id: string;
  const importing = (body: string | Uint8Array, format: string) => {
    const bytes = typeof body === "string" ? strToU8(body) : body;
    const path = `/api/v1/bounties/${id}/import?name=upload.${format}&format=${format}`;
    return owner.api.upload<Report>(path, new Blob([bytes as Uint8Array<ArrayBuffer>]));
  };
  type Report = {
    readonly id: string;
    readonly state: string;
    readonly accepted: number;
    readonly rejected: number;
    readonly errors: readonly { readonly line: number; readonly reason: string }[];
  };
  const items = async () => (await owner.api.get<{ items: number }>(`/api/v1/bounties/${id}`)).items;

  test.beforeEach(async ({ baseURL }) => {
    owner = await enter(baseURL ?? "", "refusing owner");
    ({ id } = await owner.api.send<{ id: string }>("POST", "/api/v1/bounties", TERMS));
  });
  test.afterEach(() => owner.api.send("DELETE", `/api/v1/bounties/${id}`));

  test("a malformed CSV row is told with line and reason, and waits for the owner's word", async () => {
    const report = await importing(
      'text,gold\nWater the beans,Watering\n"an open "quote,Pests\nA third row,Weeds\n',
      "csv",
    );
    expect(report).toMatchObject({ state: "review", accepted: 1, rejected: 2 });
    expect(report.errors.map(({ line }) => line)).toEqual([3, 4]);
    for (const { reason } of report.errors) expect(reason).not.toBe("");
    expect(await items()).toBe(0);
    await owner.api.send("DELETE", `/api/v1/imports/${report.id}`);
    expect(await items()).toBe(0);
  });

  test("a line of 100 MB is told and passed over", async () => {
    const report = await importing(`text\nfirst\n${"x".repeat(100_000_000)}\nlast\n`, "csv");
    expect(report).toMatchObject({ state: "review", accepted: 2, rejected: 1 });
    expect(report.errors[0]?.line).toBe(3);
  });

  test("a file in another encoding is refused at its byte", async () => {
    const latin1 = Uint8Array.from([...strToU8("text\nUn caf"), 0xe9, ...strToU8(" noir\n")]);
    const problem = await refusal(importing(latin1, "csv"));
    expect(problem).toMatchObject({ status: 422, code: "invalid_input" });
    expect(problem.detail).toContain("byte 11");
    expect(problem.detail).toContain("UTF-8");
    expect(await items()).toBe(0);
  });

  test("an archive whose names lead out of it is refused whole", async () => {
    const problem = await refusal(
      importing(zipSync({ "good.txt": strToU8("x"), "../../evil.png": strToU8("x") }), "zip"),
    );
    expect(problem).toMatchObject({ status: 422, code: "invalid_input" });
    expect(problem.errors).toEqual([{ at: "../../evil.png", reason: expect.stringContaining("..") }]);
    expect(await items()).toBe(0);
  });

  test("an image that is none is told by its name", async () => {
    const problem = await refusal(importing(zipSync({ "cat.png": strToU8("<html>not a cat</html>") }), "zip"));
    expect(problem).toMatchObject({ status: 422, code: "invalid_input" });
    expect(JSON.stringify(problem.errors)).toContain("cat.png");
    expect(await items()).toBe(0);
  });
});

test("answers that do not fit: an unknown label, a foreign lease, a lease whose time is over", async ({ baseURL }) => {
  const base = baseURL ?? "";
  const owner = await enter(base, "lease owner");
  const policy = { ...TERMS.policy, leaseMs: 1_000 };
  const rows = TWELVE.slice(0, 1).map(({ text }) => ({ text }));
  const bounty = await postBounty(owner, { terms: { ...TERMS, policy }, rows });
  const [slow, quick] = [await enter(base, "slow"), await enter(base, "quick")];
  const [slowKey, quickKey] = [await sessionKey(slow), await sessionKey(quick)];
  const [slowBench, quickBench] = [benchApi(slow.api, bounty.id), benchApi(quick.api, bounty.id)];
  const [lease] = (await slowBench.claim(1)).leases;
  if (!lease) throw new Error("the only item was not given out");

  const unknown = await signedAnswers(slowKey, bounty.manifestHash, [answerTo(lease, "Weeds")]);
  const refused = await refusal(slowBench.submit(unknown));
  expect(refused).toMatchObject({ status: 422, code: "invalid_input" });
  expect(refused.errors?.[0]?.at).toBe("answers.0.answer");

  const foreign = await signedAnswers(quickKey, bounty.manifestHash, [answerTo(lease, "Watering")]);
  expect(await refusal(quickBench.submit(foreign))).toMatchObject({ status: 403, code: "forbidden" });

  await expect.poll(async () => (await quickBench.claim(1)).leases.length).toBe(1);
  const [again] = (await slowBench.claim(1)).leases;
  expect(again).toBeUndefined();
  const late = await slowBench.submit(await signedAnswers(slowKey, bounty.manifestHash, [answerTo(lease, "Watering")]));
  expect(late.verdicts.map(({ outcome }) => outcome)).toEqual(["spare"]);
});

test("sign-in: a nonce is good once, the chain and the signer must be right", async ({ baseURL }) => {
  const base = baseURL ?? "";
  const { wallet } = await enter(base, "signer");
  const { api, send } = visitor(base);
  const message = async (change: Partial<SignInNonce> = {}) =>
    siweMessage({ ...(await api.get<SignInNonce>("/api/v1/auth/nonce")), ...change, address: wallet.address });
  const account = async () => (await api.get<{ account: unknown }>("/api/v1/me")).account;

  const otherChain = await message({ chainId: 1 });
  const wrongChain = await refusal(send(otherChain, await wallet.signMessage(otherChain)));
  expect(wrongChain).toMatchObject({ status: 401, code: "unauthenticated" });
  expect(wrongChain.detail).toContain("chain 1;");
  const otherPlace = await message({ domain: "assay.example" });
  expect((await refusal(send(otherPlace, await wallet.signMessage(otherPlace)))).detail).toContain("assay.example");
  const notSigned = await message();
  const forged = await refusal(send(notSigned, await wallet.signMessage("something else")));
  expect(forged.detail).toContain("signature is not by");
  expect(await account()).toBeNull();

  const good = await message();
  const signature = await wallet.signMessage(good);
  await send(good, signature);
  expect(await account()).toEqual({ address: wallet.address.toLowerCase() });
  const replayed = await refusal(visitor(base).send(good, signature));
  expect(replayed).toMatchObject({ status: 401, code: "unauthenticated" });
  expect(replayed.detail).toContain("used before");
});

test("not signed in, not the owner, not there: each its own code", async ({ baseURL }) => {
  const base = baseURL ?? "";
  const owner = await enter(base, "lease owner");
  const stranger = await enter(base, "stranger");
  const { id } = await owner.api.send<{ id: string }>("POST", "/api/v1/bounties", TERMS);
  const { api } = visitor(base);
  const posting = api.send("POST", "/api/v1/bounties", TERMS);
  expect(await refusal(posting)).toMatchObject({ status: 401, code: "unauthenticated" });
  const meddling = stranger.api.send("PATCH", `/api/v1/bounties/${id}`, { title: "Mine now" });
  expect([403, 404]).toContain((await refusal(meddling)).status);
  expect(await refusal(api.get("/api/v1/bounties/bty_none"))).toMatchObject({ status: 404, code: "not_found" });
  const halfJson = api.raw("/api/v1/bounties", { method: "POST", body: "{" });
  expect([400, 401]).toContain((await refusal(halfJson)).status);
  const early = owner.api.send("POST", `/api/v1/bounties/${id}/publish`);
  expect((await refusal(early)).errors?.length).toBeGreaterThan(0);
  await owner.api.send("DELETE", `/api/v1/bounties/${id}`);
});
