// Every unit of a bounty's money is in one part, whatever its batches are at.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { BatchState } from "@/lib/settlement/batch";
import { escrowParts } from "@/lib/settlement/escrow-parts";
import type { BatchMoney } from "@/lib/settlement/money";

type Sketch = { readonly state: BatchState; readonly total: bigint; readonly fee: bigint; readonly paidBps: bigint };

const units = fc.bigInt({ min: 0n, max: 10n ** 30n });
const sketch: fc.Arbitrary<Sketch> = fc.record({
  state: fc.constantFrom<BatchState>("building", "posting", "window", "final", "void", "refused"),
  total: units,
  fee: units,
  paidBps: fc.bigInt({ min: 0n, max: 10_000n }),
});

const batchOf = ({ state, total, fee, paidBps }: Sketch) =>
  ({
    state,
    batchId: "1",
    totalUnits: `${total}`,
    feeUnits: `${fee}`,
    allocationUnits: `${total + fee}`,
    paidUnits: `${state === "final" ? (total * paidBps) / 10_000n : 0n}`,
  }) as BatchMoney;

test("the parts are never below zero, and add up to what came in", () => {
  fc.assert(
    fc.property(fc.array(sketch, { maxLength: 6 }), units, units, (sketches, available, refunded) => {
      const taken = sketches
        .filter(({ state }) => state === "window" || state === "final")
        .reduce((sum, { total, fee }) => sum + total + fee, 0n);
      const view = { availableUnits: `${available}`, refundedUnits: `${refunded}`, batches: sketches.map(batchOf) };
      const parts = escrowParts(view);
      for (const part of parts) expect(part.units >= 0n).toBe(true);
      expect(parts.reduce((sum, part) => sum + part.units, 0n)).toBe(available + taken + refunded);
    }),
    { seed: 4, numRuns: 300 },
  );
});

test("a batch on its way reserves of what is free; a void one nothing", () => {
  const batches = [
    batchOf({ state: "void", total: 70n, fee: 1n, paidBps: 0n }),
    batchOf({ state: "posting", total: 40n, fee: 2n, paidBps: 0n }),
  ];
  const parts = escrowParts({ availableUnits: "100", refundedUnits: "0", batches });
  expect(Object.fromEntries(parts.map(({ name, units: part }) => [name, part]))).toEqual({
    ...{ free: 58n, reserved: 42n, challenge: 0n, claimable: 0n, paid: 0n, fee: 0n, refunded: 0n },
  });
});
