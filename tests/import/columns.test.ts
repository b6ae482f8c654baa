import { describe, expect, test } from "vitest";
import { type Columns, pickColumns, type Wanted } from "@/lib/import/columns";
import { readCsv } from "@/lib/import/csv";
import { readJsonl } from "@/lib/import/jsonl";
import { all, chunks } from "./bytes";

const TEXT = ["text", "content"];
const picked = async (text: string, wanted: Partial<Wanted> = {}) => {
  const json = text.startsWith("{");
  const rows = json ? readJsonl(chunks(text)) : readCsv(chunks(text));
  let columns: Columns | undefined;
  const found = await all(
    pickColumns(rows, { text: TEXT, complete: !json, ...wanted }, (chosen) => {
      columns = chosen;
    }),
  );
  return { columns, rows: found };
};

describe("which column is what", () => {
  test("default: text, id and gold by their names, in any case and order", async () => {
    expect(await picked("Gold,ID,Content\ngood,7,hello\n,,hi\n")).toEqual({
      columns: { text: "Content", id: "ID", gold: "Gold" },
      rows: [
        { kind: "picked", line: 2, id: "7", text: "hello", gold: "good" },
        { kind: "picked", line: 3, id: undefined, text: "hi", gold: undefined },
      ],
    });
  });

  test("behavior: without a known name, the first column that is none of id, gold, label and truth", async () => {
    expect((await picked("id,label,tweet,more\n1,good,hello,x\n")).columns?.text).toBe("tweet");
  });

  test("behavior: label is gold only when the owner says so", async () => {
    const table = "label,text\ngood,hello\n";
    expect((await picked(table)).rows).toMatchObject([{ gold: undefined }]);
    expect((await picked(table, { gold: "label" })).rows).toMatchObject([{ gold: "good" }]);
    await expect(picked(table, { gold: "truth" })).rejects.toThrow(/no column "truth".*label, text/);
  });

  test("behavior: JSON rows may leave gold and id out, and ids may be numbers", async () => {
    expect((await picked('{"text":"a"}\n{"id":5,"text":"b","gold":"good"}')).rows).toMatchObject([
      { id: undefined, gold: undefined },
      { id: "5", gold: "good" },
    ]);
  });

  test("behavior: no text column at all is refused with the names there are", async () => {
    await expect(picked("id,gold\n1,good\n")).rejects.toThrow(/No column holds the text.*Name it "text".*id, gold/);
  });

  test("behavior: a known answer that is no word is read as JSON", async () => {
    const [row] = (await picked('{"text":"x","gold":{"spans":[]}}')).rows;
    expect(row).toMatchObject({ text: "x", gold: '{"spans":[]}' });
  });

  test("behavior: content that is an object stands in its column, as JSON, or is the row itself", async () => {
    const wanted = { text: ["pair"], object: true };
    const whole = { prompt: "p", a: { by: "m", text: "x" } };
    const ways = [{ pair: whole }, { pair: JSON.stringify(whole) }, whole];
    for (const way of ways) {
      const [row] = (await picked(JSON.stringify({ id: "r1", ...way, gold: "a" }), wanted)).rows;
      expect(row).toMatchObject({ kind: "picked", id: "r1", text: JSON.stringify(whole), gold: "a" });
    }
  });

  test.each([
    ['{"text":"x"}\n{"text":" "}', /text is empty/],
    ['{"text":"x"}\n{"words":"y"}', /there is no "text"/],
    ['{"text":"x"}\n{"text":5}', /not a text/],
    ['{"text":"x"}\n{"text":"a\\u0000b"}', /NUL/],
    ['{"text":"x"}\n{"text":"a\\ud800b"}', /half a character/],
    [`{"text":"x"}\n{"text":"y","id":"${"i".repeat(201)}"}`, /at most 200/],
    ['{"text":"x"}\n{"text":"y","id":{}}', /an id is/],
  ])("behavior: %s has a bad second row", async (text, reason) => {
    expect((await picked(text)).rows[1]).toMatchObject({ kind: "bad", line: 2, reason: expect.stringMatching(reason) });
  });
});
