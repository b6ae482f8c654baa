import { beforeAll, describe, expect, test } from "vitest";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import type { Address } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import { PAY_RULE_NAMES } from "@/lib/referee/pay-rules";
import { answerView } from "@/lib/settlement/answer-view";
import { bonusUnits } from "@/lib/settlement/bonus";
import { creditsOf } from "@/lib/settlement/evidence-credits";
import { evidenceLines } from "@/lib/settlement/evidence-writer";
import { type BatchFacts, batchOutcome } from "@/lib/settlement/outcome";

import { sayIn } from "../locale/speak";
import { signedBatch } from "./batch-fixture";

let honest: BatchFacts;
beforeAll(async () => {
  honest = await signedBatch();
});

describe.each(PAY_RULE_NAMES)("a batch under %s", (payRule) => {
  const facts = (): BatchFacts => ({
    ...honest,
    batch: { ...honest.batch, bounty: { ...honest.batch.bounty, payRule } },
  });

  test("default: it pays within the escrow, and what is computed again is the same", () => {
    const outcome = batchOutcome(facts());
    expect(BigInt(outcome.root.allocationUnits) <= BigInt(honest.batch.escrowUnits)).toBe(true);
    expect(BigInt(outcome.root.totalUnits) > 0n).toBe(true);
    expect(canonicalJson(batchOutcome(facts()))).toBe(canonicalJson(outcome));
    expect(canonicalJson(outcome.consensus)).toBe(canonicalJson(batchOutcome(honest).consensus));
  });

  test("behavior: agreements are in the evidence where the rule pays by them, and nowhere else", () => {
    const { credits } = batchOutcome(facts());
    expect(credits.every((credit) => "agreementQ16" in credit)).toBe(payRule === "posterior-v1");
  });

  test("behavior: an annotator reads label, consensus, score, credit and reason of every answer from the evidence", async () => {
    const outcome = batchOutcome(facts());
    const text = [...evidenceLines(facts(), outcome)].join("");
    const files = {
      put: () => Promise.reject(new Error("not asked")),
      get: async () =>
        (async function* () {
          yield new TextEncoder().encode(text);
        })(),
    };
    const who = outcome.annotators.find(({ counted, spare }) => counted > 0 && spare === 0) ?? expect.fail("nobody");
    const credited = await creditsOf(files, sha256Hex(text), who.annotator as Address);
    const mine = honest.answers.filter(({ annotator }) => annotator === who.annotator);
    expect(credited.credits.size).toBe(mine.length);
    for (const { item, answer, kind } of mine) {
      const found = outcome.consensus.find((row) => row.item === item);
      const certaintyQ16 = found && "category" in found ? (found.temperedQ16[found.category] ?? 0) : 0;
      const given = { item, id: "row 1", payload: {}, answer, kind: kind === "gold" ? 2 : 0, certaintyQ16 };
      const view = answerView({ ...given, consensus: found?.answer }, credited, {
        ...{ payRule, betaQ16: 32_768, taskType: "choice", config: facts().batch.bounty.config },
      });
      expect(view).toMatchObject({ label: answer, consensus: found?.answer });
      expect(view.scoreMillibits).not.toBeNull();
      expect(view.creditPermille).toBeGreaterThanOrEqual(0);
      expect(view.creditPermille).toBeLessThanOrEqual(1000);
      for (const { why, ...numbers } of view.reason)
        expect(sayIn("earnings")(`why-${why}`, numbers)).toMatch(/^[A-Z].{10,}\.$/);
      expect(view.reason.length).toBeGreaterThan(0);
      if (payRule === "flat-v1") expect(view.creditPermille).toBe(1000);
    }
  });

  test("behavior: base and bonus make the amount", () => {
    const { annotators } = batchOutcome(facts());
    for (const { counted, gold, spare, rhoQ16, entitledUnits } of annotators) {
      const paid = { counted, gold, spare, rhoQ16, amountUnits: BigInt(entitledUnits) };
      const bonus = bonusUnits(paid, { payRule, priceUnits: "50000", betaQ16: 32_768 });
      expect(bonus >= 0n && bonus <= paid.amountUnits).toBe(true);
    }
  });
});
