import fc from "fast-check";
import { expect, test } from "vitest";
import { DigestTable } from "@/lib/items/digest-table";
import { sha256Hex } from "@/lib/kernel/sha256";

test("what a map would say, also past the sizes at which it grows and where digests begin alike", () => {
  const digest = fc.oneof(
    fc.nat(5_000).map((n) => sha256Hex(String(n))),
    fc.integer({ min: 0, max: 50 }).map((n) => `00000000${n.toString(16).padStart(16, "0")}`),
  );
  const adds = fc.array(fc.tuple(digest, fc.integer({ min: 0, max: 4_000_000_000 })), {
    maxLength: 4_000,
    size: "max",
  });
  fc.assert(
    fc.property(adds, (pairs) => {
      const table = new DigestTable();
      const map = new Map<string, number>();
      for (const [key, value] of pairs) {
        expect(table.get(key)).toBe(map.get(key));
        table.add(key, value);
        if (!map.has(key)) map.set(key, value);
      }
      for (const [key, value] of map) expect(table.get(key)).toBe(value);
    }),
    { numRuns: 15, seed: 20_261_124 },
  );
});
