import { expect, test } from "vitest";
import { ApiError } from "@/lib/client/api";
import { BenchEngine } from "@/lib/client/bench-engine";
import type { BenchStore } from "@/lib/client/bench-store";
import type { StoredAnswer } from "@/lib/client/local-store";
import { signedAnswers } from "@/lib/client/signed-answers";

const ANSWER: StoredAnswer = {
  ...{ key: "00000000-0000-4000-8000-000000000001", owner: "bty:0xa", token: "t", item: "ab".repeat(32) },
  ...{ answer: "good", leadMs: 900, shown: null, atMs: 1, state: "waiting" },
};

test("a key that the server refuses: the answers stay, and whoever started the bench is told to make a new one", async () => {
  const forgotten: string[] = [];
  const store: BenchStore = {
    load: async () => ({ leases: [], waiting: [ANSWER], releases: [], refused: [] }),
    ...{ leased: async () => {}, given: async () => {}, undone: async () => {} },
    sent: async (keys) => void forgotten.push(...keys),
    refused: async (answers) => void forgotten.push(...answers.map(({ key }) => key)),
  };
  const refusal = new ApiError({
    ...{ type: "", title: "", status: 403, code: "forbidden", detail: "This signing key was revoked." },
    errors: [{ at: "keyId", reason: "This signing key was revoked." }],
  });
  const api = { claim: never, release: never, submit: never, exchange: async () => Promise.reject(refusal) };
  const key = { keyId: "cd".repeat(32), sign: async () => "signature" };
  const told: string[] = [];
  const engine = new BenchEngine({
    ...{ api: api as never, owner: "bty:0xa", store },
    sign: (answers) => signedAnswers(key, `0x${"1".repeat(64)}`, answers),
    onKeyRefused: (reason) => told.push(reason),
  });
  await engine.start();
  expect(told).toEqual(["This signing key was revoked."]);
  expect(forgotten).toEqual([]);
  expect(engine.view().waiting).toBe(1);
});

function never(): never {
  throw new Error("not asked");
}
