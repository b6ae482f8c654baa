import fc from "fast-check";
import { expect, test } from "vitest";
import { pageOf } from "@/lib/kernel/page";

test("property: pages joined are the list, each once, and the last says that it is", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 40 }), fc.integer({ min: 1, max: 12 }), (all, limit) => {
      const seen: string[] = [];
      let after = "";
      for (let pages = 0; pages <= all.length; pages++) {
        const { page, next } = pageOf(all, { after, limit }, (each) => each);
        expect(page.length).toBeLessThanOrEqual(limit);
        seen.push(...page);
        if (next === null) break;
        after = next;
      }
      expect(seen).toEqual(all);
    }),
  );
});

test("a cursor that is none is refused in words", () => {
  expect(() => pageOf(["a"], { after: "b", limit: 1 }, (each) => each)).toThrow(/not in this list/);
});
