import { parse as oracle } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv } from "@/lib/import/csv";
import { openText } from "@/lib/import/detect-encoding";
import { all, chunks, growthOf, probed, withLongLine } from "./bytes";

const rowsOf = async (text: string, sizes?: readonly number[]) => all(readCsv(chunks(text, sizes)));
const cellsOf = (rows: Awaited<ReturnType<typeof rowsOf>>) =>
  rows.map((row) => (row.kind === "row" ? [...row.cells.values()] : row));
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 });
const cell = fc.string({ unit: fc.constantFrom("a", "é", "🙂", '"', ",", ";", "\t", "\n", "\r", " "), maxLength: 12 });

describe("rows of a table", () => {
  test("default: rows in are rows out, in any chunking, with any delimiter and line end", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { maxLength: 12 }),
        fc.constantFrom(",", ";", "\t"),
        fc.constantFrom("\n", "\r\n", "\r"),
        sizes,
        async (table, delimiter, end, sizes) => {
          const text = [["id", "text"], ...table].map((row) => row.map(quoted).join(delimiter)).join(end);
          const header = `id${delimiter}text${text.slice(text.indexOf(end) < 0 ? text.length : text.indexOf(end))}`;
          expect(cellsOf(await rowsOf(header, sizes))).toEqual(table);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("behavior: well-formed tables mean what csv-parse says they mean", async () => {
    const plain = fc.string({ unit: fc.constantFrom("a", "b", " ", "'", "é"), maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.oneof(plain, cell.map(quoted)), { minLength: 3, maxLength: 3 }), { minLength: 1 }),
        sizes,
        async (table, sizes) => {
          const text = `a,b,c\n${table.map((row) => row.join(",")).join("\n")}\n`;
          expect(cellsOf(await rowsOf(text, sizes))).toEqual(oracle(text, { from: 2, skip_empty_lines: true }));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("behavior: lines are physical lines, also behind quoted line ends", async () => {
    const rows = await rowsOf('id,text\r\n1,"a\r\nb\nc\rd"\r\n\r\n2,x\r\n', [1]);
    expect(rows.map(({ line }) => line)).toEqual([2, 7]);
  });

  test("behavior: a ragged row, text after a quote and an open quote are told with line and mend; the rest is read", async () => {
    const rows = await rowsOf('id,text\n1,a,b\n2\n3,"x"y\n4,fine\n5,"never\nclosed\n6,gone\n');
    expect(rows).toMatchObject([
      { kind: "bad", line: 2, reason: expect.stringMatching(/3 cells where the header has 2/) },
      { kind: "bad", line: 3, reason: expect.stringMatching(/1 cells where the header has 2/) },
      { kind: "bad", line: 4, reason: expect.stringMatching(/after the closing quote of cell 2/) },
      { kind: "row", line: 5 },
      { kind: "bad", line: 6, reason: expect.stringMatching(/opens on line 6 is never closed.*up to line 9/) },
    ]);
  });

  test("behavior: a quote inside an unquoted cell is a character", async () => {
    expect(cellsOf(await rowsOf('id,text\n1,5" nails\n'))).toEqual([["1", '5" nails']]);
  });

  test("behavior: no header, or two columns of one name, is refused", async () => {
    await expect(rowsOf("")).rejects.toThrow(/is empty/);
    await expect(rowsOf("\n\n")).rejects.toThrow(/is empty/);
    await expect(rowsOf("text,text\na,b\n")).rejects.toThrow(/named "text"/);
  });

  test("behavior: a line of 100 MB costs little memory, is told with its line, and reading goes on", async () => {
    const rows: unknown[] = [];
    const growth = await growthOf(async (probe) => {
      const upload = withLongLine("id,text\n1,fine\n2,", 100_000_000, "\n3,also fine\n");
      const { text } = await openText(probed(upload, probe));
      for await (const row of readCsv(text)) rows.push(row);
    });
    expect(rows).toMatchObject([
      { kind: "row", line: 2 },
      { kind: "bad", line: 3, reason: expect.stringMatching(/longer than 1,000,000 characters/) },
      { kind: "row", line: 4 },
    ]);
    expect(growth).toBeLessThan(60_000_000);
  });

  test("behavior: a quote that never closes over 100 MB costs little memory too", async () => {
    const growth = await growthOf(async (probe) => {
      const upload = withLongLine('id,text\n1,"open\n', 100_000_000, "\n");
      const { text } = await openText(probed(upload, probe));
      expect(await all(readCsv(text))).toMatchObject([
        { kind: "bad", line: 2, reason: expect.stringMatching(/quote of line 2/) },
      ]);
    });
    expect(growth).toBeLessThan(60_000_000);
  });
});
