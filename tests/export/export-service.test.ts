import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvLine, unguard } from "@/lib/export/csv";
import { dataset, datasetRows, download, release } from "@/lib/export/service";
import { ANONYMOUS, type Caller, SYSTEM } from "@/lib/kernel/caller";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import type { AccountNo, Address } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import { memoryDatasets, RECORD } from "./memory-datasets";

const OWNER: Caller = { kind: "account", no: 1n as AccountNo, address: RECORD.owner };
const OTHER: Caller = { kind: "account", no: 2n as AccountNo, address: `0x${"22".repeat(20)}` as Address };
const TEXTS = ["plain", '=HYPERLINK("x")', 'two\nlines, "quoted"', "'+1", "@gold"];

const textOf = async (chunks: AsyncIterable<string>): Promise<string> => {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
};

describe("CSV", () => {
  test("behavior: every text comes back as it was, and no cell begins like a formula", () => {
    const cell = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^'*[=+\-@\t\r]/));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
        // A line of one empty cell is an empty line, which readers skip.
        fc.pre(cells.some((text) => text !== ""));
        const [row] = parse(csvLine(cells), { relax_column_count: true }) as string[][];
        expect(row?.some((text) => /^[=+\-@\t\r]/.test(text))).toBe(false);
        expect(row?.map(unguard)).toEqual(cells);
      }),
      { numRuns: 500 },
    );
  });

  test("default: numbers stay numbers, nothing stays empty", () => {
    expect(csvLine([-1, true, null, "-1"])).toBe("-1,true,,'-1\r\n");
  });
});

describe("download", () => {
  test("default: canonical JSONL, one line an item in the order of hashes, every text as it was", async () => {
    const { deps, rows } = memoryDatasets(TEXTS);
    const lines = (await textOf((await download(deps, ANONYMOUS, { id: "bty_7", format: "jsonl" })).chunks)).split(
      "\n",
    );
    expect(lines.pop()).toBe("");
    const found = lines.map((line) => JSON.parse(line));
    expect(found.map((row) => canonicalJson(row))).toEqual(lines);
    expect(found.map(({ item }) => item)).toEqual(rows.map(({ hash }) => hash));
    expect(found.map(({ payload }) => payload.text).sort()).toEqual([...TEXTS].sort());
    const byId = new Map(found.map((row) => [row.id, row]));
    expect(byId.get("row 0")).toMatchObject({ label: null, certainty_q16: 0, answers: 0, posterior_q16: {} });
    expect(byId.get("row 1")).toMatchObject({
      ...{ label: "angry", certainty_q16: 60_000, certainty_permille: 915, entropy_millibits: 500, gold: false },
      posterior_q16: { "=calm": 5_536, angry: 60_000 },
    });
    expect(byId.get("row 4")).toMatchObject({ label: "=calm", gold: true, certainty_permille: 1000 });
  });

  test("default: CSV reads back to the same texts and labels", async () => {
    const { deps } = memoryDatasets(TEXTS);
    const csv = await textOf((await download(deps, ANONYMOUS, { id: "bty_7", format: "csv" })).chunks);
    const rows = parse(csv, { columns: true }) as Record<string, string>[];
    expect(rows.map(({ text }) => unguard(text ?? "")).sort()).toEqual([...TEXTS].sort());
    expect(rows.find(({ id }) => id === "row 4")).toMatchObject({ label: "'=calm", gold: "true" });
  });

  test("default: the crowd log names task, worker and label", async () => {
    const { deps } = memoryDatasets(TEXTS);
    const log = await textOf((await download(deps, ANONYMOUS, { id: "bty_7", format: "crowd-log" })).chunks);
    expect(log.split("\r\n")[0]).toBe("task,worker,label");
    expect(log.trim().split("\r\n")).toHaveLength(1 + TEXTS.length);
  });

  test("behavior: pages are fetched as they are read, not before", async () => {
    const { deps, asked } = memoryDatasets(Array.from({ length: 1200 }, (_, i) => `text ${i}`));
    const { chunks } = await download(deps, ANONYMOUS, { id: "bty_7", format: "jsonl" });
    for await (const _ of chunks) break;
    expect(asked.items).toBe(1);
    const all = await textOf((await download(deps, ANONYMOUS, { id: "bty_7", format: "jsonl" })).chunks);
    expect(all.trim().split("\n")).toHaveLength(1200);
  });

  test.each([
    [ANONYMOUS, "unauthenticated"],
    [OTHER, "forbidden"],
  ])("behavior: a bounty that runs is its owner's alone", async (caller, code) => {
    const { deps } = memoryDatasets(TEXTS, { ...RECORD, state: "open" });
    await expect(download(deps, caller, { id: "bty_7", format: "csv" })).rejects.toMatchObject({ code });
    await expect(datasetRows(deps, caller, { id: "bty_7", after: "", limit: 5 })).rejects.toMatchObject({ code });
    expect((await download(deps, OWNER, { id: "bty_7", format: "csv" })).sha256).toBeNull();
  });
});

describe("release", () => {
  test("default: weighs and hashes what a download gives", async () => {
    const { deps, files } = memoryDatasets(TEXTS);
    await release(deps, SYSTEM, RECORD.no);
    for (const [format, file] of files) {
      const got = await download(deps, ANONYMOUS, { id: "bty_7", format: format as "jsonl" | "csv" | "crowd-log" });
      const text = await textOf(got.chunks);
      expect([sha256Hex(text), Buffer.byteLength(text)]).toEqual([file.sha256, file.bytes]);
      expect([got.sha256, got.bytes]).toEqual([file.sha256, file.bytes]);
    }
    expect(files.size).toBe(3);
  });

  test("behavior: the worker's alone, and nothing before the bounty is settled", async () => {
    const { deps, files } = memoryDatasets(TEXTS, { ...RECORD, state: "closed" });
    await expect(release(deps, OWNER, RECORD.no)).rejects.toMatchObject({ code: "forbidden" });
    await release(deps, SYSTEM, RECORD.no);
    expect(files.size).toBe(0);
  });
});

describe("dataset", () => {
  test("default: counts and downloads; batches that were taken back are left out", async () => {
    const { deps } = memoryDatasets(TEXTS);
    const view = await dataset(deps, ANONYMOUS, { id: "bty_7" });
    expect(view).toMatchObject({
      paidUnits: "100",
      uncertain: 1,
      labels: [{ items: 0 }, { label: "angry", items: 2 }],
    });
    expect(view.batches).toHaveLength(1);
    expect(view.downloads.map(({ bytes }) => bytes)).toEqual([null, null, null]);
    await expect(dataset(deps, ANONYMOUS, { id: "bty_9" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("behavior: rows come in pages that join without gap or twice", async () => {
    const { deps, rows } = memoryDatasets(TEXTS);
    const seen: string[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const page: Awaited<ReturnType<typeof datasetRows>> = await datasetRows(deps, ANONYMOUS, {
        id: "bty_7",
        after,
        limit: 2,
      });
      seen.push(...page.rows.map(({ item }) => item));
      after = page.next;
    }
    expect(seen).toEqual(rows.map(({ hash }) => hash));
  });
});
