import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findConsensus } from "@/lib/referee/consensus";
import { ONE } from "@/lib/referee/constants";
import { scoreAnswers } from "@/lib/referee/credit";
import { payAnnotators } from "@/lib/referee/pay";
import { PAY_RULE_NAMES } from "@/lib/referee/pay-rules";
import { type RefereePolicy, referee } from "@/lib/referee/referee";
import { anyCase } from "./any-case";
import { syntheticCrowd } from "./crowd";

const unit = 1_000_000n;
const crowd = syntheticCrowd({ items: 60, annotators: 8, classes: 3, perItem: 4, seed: 5, accuracy: () => 0.8 });

describe.each(PAY_RULE_NAMES)("%s", (payRule) => {
  test("default: nobody gets more than answers × price, so the sum stays within the escrow, in any case", () => {
    fc.assert(
      fc.property(anyCase, ({ input, policy }) => {
        const { amount, answers, baseShare, payShare } = referee(input, { ...policy, payRule });
        const escrow = BigInt(input.item.length) * policy.unit;
        expect(amount.reduce((a, b) => a + b, 0n) <= escrow).toBe(true);
        amount.forEach((pay, w) => {
          expect(pay >= 0n && pay <= BigInt(answers[w] ?? 0) * policy.unit).toBe(true);
          expect(0 <= (baseShare[w] ?? -1) && (baseShare[w] ?? 0) <= (payShare[w] ?? -1)).toBe(true);
          expect(payShare[w]).toBeLessThanOrEqual(ONE);
        });
      }),
      { numRuns: 150, seed: 16 },
    );
  });

  test("behavior: truth, scores and ρ are the same under every rule", () => {
    const {
      payShare: _,
      baseShare: _base,
      amount: _amount,
      agreement: _agreement,
      ...mine
    } = referee(crowd, { unit, payRule });
    expect(referee(crowd, { unit })).toMatchObject(mine);
  });

  test("behavior: a verdict on a known crowd is the pinned one", () => {
    const pinned = {
      "pmi-v1": "52411 49990 46558 50651 51853 50251 55129 51163",
      "posterior-v1": "63017 61853 59860 61706 63870 61827 64012 62424",
      "flat-v1": "65536 65536 65536 65536 65536 65536 65536 65536",
    };
    expect([...referee(crowd, { unit, payRule }).payShare].join(" ")).toBe(pinned[payRule]);
  });
});

describe("posterior-v1", () => {
  const terms: RefereePolicy = { unit, beta: 32_768, payRule: "posterior-v1" };

  test("default: base, and the rest by the mean chance that the given label is right", () => {
    const { agreement, payShare, answers } = referee(crowd, terms);
    const given = agreement ?? expect.fail("no agreement");
    const sum = crowd.annotator.reduce((a, w, i) => a + (w === 2 ? (given[i] ?? 0) : 0), 0);
    const mean = Math.floor(sum / (answers[2] ?? 1));
    expect(payShare[2]).toBe(32_768 + Math.floor((32_768 * mean) / ONE));
  });

  test("behavior: an identity cluster does not confirm itself", () => {
    // Three accounts of one person agree with each other on items of their own; nobody else answered those.
    const items = 30;
    const pick = (t: number, i: number) => (t < items / 2 ? i : i + 3);
    const votes = Array.from({ length: items * 3 }, (_, i) => ({
      t: Math.floor(i / 3),
      w: pick(Math.floor(i / 3), i % 3),
    }));
    const input = {
      item: Int32Array.from(votes, ({ t }) => t),
      annotator: Int32Array.from(votes, ({ w }) => w),
      label: Int32Array.from(votes, ({ t }) => t % 2),
      ...{ items, annotators: 6, classes: 2 },
    };
    const own = referee({ ...input, cluster: Int32Array.from([0, 0, 0, 1, 2, 3]) }, terms);
    expect([...own.payShare].slice(0, 3)).toEqual([32_768, 32_768, 32_768]);
    expect(own.payShare[3]).toBeGreaterThan(60_000);
    expect(referee(input, terms).payShare[0]).toBeGreaterThan(60_000);
  });

  test("behavior: gold confirms where nobody else answered", () => {
    const gold = crowd.truth.map((k) => k);
    const cluster = new Int32Array(crowd.annotators);
    const { agreement } = referee({ ...crowd, gold, cluster }, terms);
    crowd.label.forEach((l, i) => {
      expect(agreement?.[i]).toBe(l === crowd.truth[crowd.item[i] ?? 0] ? ONE : 0);
    });
  });

  test("behavior: fewer than two answers an item: the base alone", () => {
    const thin = syntheticCrowd({ items: 50, annotators: 6, classes: 3, perItem: 1, seed: 8 });
    expect([...referee(thin, terms).payShare].every((share) => share === 32_768)).toBe(true);
  });

  test("behavior: paying by agreements that were not found is refused", () => {
    const found = findConsensus(crowd);
    const credit = scoreAnswers(crowd, found, 666);
    expect(() => payAnnotators(crowd, found, credit, { beta: 0, unit, rule: "posterior-v1" })).toThrow("agreement");
  });
});

test("flat-v1: every counted answer in full, a spare one the base share", () => {
  const { payShare, baseShare } = referee(crowd, { unit, beta: 20_000, payRule: "flat-v1" });
  expect([...payShare].every((share) => share === ONE)).toBe(true);
  expect([...baseShare].every((share) => share === 20_000)).toBe(true);
});
