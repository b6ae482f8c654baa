import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openText } from "@/lib/import/detect-encoding";
import { jsonFaultAt } from "@/lib/import/json-fault";
import { readJsonl } from "@/lib/import/jsonl";
import { all, chunks, growthOf, probed, withLongLine } from "./bytes";

const rowsOf = async (text: string, sizes?: readonly number[]) => all(readJsonl(chunks(text, sizes)));

describe("rows of JSON Lines", () => {
  test("default: objects in are objects out, in any chunking", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 8 }),
        fc.constantFrom("\n", "\r\n"),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
        async (objects, end, sizes) => {
          const text = objects.map((object) => JSON.stringify(object)).join(end);
          const rows = await rowsOf(text, sizes);
          const back = rows.map((row) => (row.kind === "row" ? Object.fromEntries(row.cells) : row));
          expect(JSON.stringify(back)).toBe(
            JSON.stringify(objects.map((object) => JSON.parse(JSON.stringify(object)))),
          );
        },
      ),
    );
  });

  test("behavior: what is wrong is told with line and column", async () => {
    const rows = await rowsOf('{"text":"a"}\n\n{"text":oops}\n{"text":"b"\n"only text"\n{"text":"c"}');
    expect(rows).toMatchObject([
      { kind: "row", line: 1 },
      { kind: "bad", line: 3, at: "column 9", reason: "not JSON from column 9, at oops}" },
      { kind: "bad", line: 4, at: "column 12", reason: expect.stringMatching(/cut off/) },
      { kind: "bad", line: 5, reason: expect.stringMatching(/not an object/) },
      { kind: "row", line: 6 },
    ]);
  });

  test("behavior: one JSON array and an empty file are refused in words", async () => {
    await expect(rowsOf('[\n{"text":"a"}\n]')).rejects.toThrow(/one JSON array, not JSON Lines/);
    await expect(rowsOf(" \n")).rejects.toThrow(/is empty/);
  });

  test("behavior: a line of 100 MB costs little memory, is told with its line, and reading goes on", async () => {
    const rows: unknown[] = [];
    const growth = await growthOf(async (probe) => {
      const upload = withLongLine('{"text":"a"}\n{"text":"', 100_000_000, '"}\n{"text":"c"}\n');
      const { text } = await openText(probed(upload, probe));
      for await (const row of readJsonl(text)) rows.push(row);
    });
    expect(rows).toMatchObject([
      { kind: "row", line: 1 },
      { kind: "bad", line: 2, reason: expect.stringMatching(/longer than 1,000,000 characters/) },
      { kind: "row", line: 3 },
    ]);
    expect(growth).toBeLessThan(60_000_000);
  });
});

describe("where text stops being JSON", () => {
  test("default: nowhere in JSON", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(jsonFaultAt(text)).toBe(text.length);
      }),
    );
  });

  test("behavior: a text damaged at one place is faulty there, or is still JSON", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom("", "!", '"', "\\", "\u0001"), (text, n, put) => {
        const at = n % (text.length + 1);
        const broken = text.slice(0, at) + put;
        const valid = (() => {
          try {
            JSON.parse(broken);
            return true;
          } catch {
            return false;
          }
        })();
        const fault = jsonFaultAt(broken);
        if (valid) expect(fault).toBe(broken.length);
        // A cut word or number is reported at its beginning: at most 24 characters before the damage.
        else expect(fault).toBeGreaterThanOrEqual(Math.max(0, at - 24));
        expect(fault).toBeLessThanOrEqual(broken.length);
      }),
    );
  });

  test.each([
    ['{"a":1,}', 7],
    ['{"a" 1}', 5],
    ["[1 2]", 3],
    ['{"a":"b\\x"}', 7],
    ["", 0],
    ["01", 1],
  ])("behavior: %s at %i", (text, at) => {
    expect(jsonFaultAt(text)).toBe(at);
  });
});
