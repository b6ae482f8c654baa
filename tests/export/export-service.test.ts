import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvLine, unguard } from "@/lib/export/csv";
import { exportFile, exportState, orderExport, sweepExports, writeExport } from "@/lib/export/orders";
import { bytesWithin, rangeOf } from "@/lib/export/range";
import { diff, versions as releasedVersions, requestRelease } from "@/lib/export/releases";
import type { DatasetRow } from "@/lib/export/row";
import { dataset, datasetRows, download, release, weight } from "@/lib/export/service";
import { versionDiff } from "@/lib/export/snapshot";
import { ANONYMOUS, type Caller, SYSTEM } from "@/lib/kernel/caller";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import type { AccountNo, Address } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import { bytesOf, textOf } from "./bytes";
import { memoryDatasets, memoryStore, RECORD } from "./memory-datasets";

const SOMEBODY: Caller = { kind: "account", no: 2n as AccountNo, address: RECORD.owner };
const OWNER: Caller = { kind: "account", no: 1n as AccountNo, address: RECORD.owner };
const OTHER: Caller = { kind: "account", no: 2n as AccountNo, address: `0x${"22".repeat(20)}` as Address };
const JSONL = { id: "bty_7", format: "jsonl", options: {} };
const TEXTS = ["plain", '=HYPERLINK("x")', 'two\nlines, "quoted"', "'+1", "@gold"];

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
    const lines = (
      await textOf((await download(deps, ANONYMOUS, { id: "bty_7", format: "jsonl", options: {} })).chunks)
    ).split("\n");
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
    const csv = await textOf((await download(deps, ANONYMOUS, { id: "bty_7", format: "csv", options: {} })).chunks);
    const rows = parse(csv, { columns: true }) as Record<string, string>[];
    expect(rows.map(({ text }) => unguard(text ?? "")).sort()).toEqual([...TEXTS].sort());
    expect(rows.find(({ id }) => id === "row 4")).toMatchObject({ label: "'=calm", gold: "true" });
  });

  test("default: the crowd log names task, worker and label", async () => {
    const { deps } = memoryDatasets(TEXTS);
    const log = await textOf(
      (await download(deps, ANONYMOUS, { id: "bty_7", format: "crowd-log", options: {} })).chunks,
    );
    expect(log.split("\r\n")[0]).toBe("task,worker,label");
    expect(log.trim().split("\r\n")).toHaveLength(TEXTS.length);
  });

  test("behavior: pages are fetched as they are read, not before", async () => {
    const { deps, asked } = memoryDatasets(Array.from({ length: 9000 }, (_, i) => `text ${i}`));
    const { chunks } = await download(deps, ANONYMOUS, { id: "bty_7", format: "jsonl", options: {} });
    for await (const _ of chunks) break;
    expect(asked.rows).toBeLessThanOrEqual(2);
    const all = await textOf((await download(deps, ANONYMOUS, { id: "bty_7", format: "jsonl", options: {} })).chunks);
    expect(all.trim().split("\n")).toHaveLength(9000);
  });

  test.each([
    [ANONYMOUS, "unauthenticated"],
    [OTHER, "forbidden"],
  ])("behavior: a bounty that runs is its owner's alone", async (caller, code) => {
    const { deps } = memoryDatasets(TEXTS, { ...RECORD, state: "open" });
    await expect(download(deps, caller, { id: "bty_7", format: "csv", options: {} })).rejects.toMatchObject({ code });
    await expect(datasetRows(deps, caller, { ...EVERY, id: "bty_7", after: "", limit: 5 })).rejects.toMatchObject({
      code,
    });
    expect((await download(deps, OWNER, { id: "bty_7", format: "csv", options: {} })).sha256).toBeNull();
  });
});

describe("release", () => {
  test("default: weighs and hashes what a download gives, in every format that fits", async () => {
    const { deps, files } = memoryDatasets(TEXTS);
    await release(deps, SYSTEM, RECORD.no);
    for (const { format, sha256, bytes } of files.values()) {
      const got = await download(deps, ANONYMOUS, { id: "bty_7", format, options: {} });
      const found = await bytesOf(got.chunks);
      expect([format, sha256Hex(found), found.length]).toEqual([format, sha256, bytes]);
      expect([got.sha256, got.bytes]).toEqual([sha256, bytes]);
      const kept = await weight(deps, ANONYMOUS, { id: "bty_7", format, options: {} });
      expect(kept).toMatchObject({ sha256, bytes, resumable: true });
    }
    expect([...files.values()].map(({ format }) => format)).toContain("parquet");
  });

  test("behavior: the worker's alone, and nothing before the bounty is settled", async () => {
    const { deps, files } = memoryDatasets(TEXTS, { ...RECORD, state: "closed" });
    await expect(release(deps, OWNER, RECORD.no)).rejects.toMatchObject({ code: "forbidden" });
    await release(deps, SYSTEM, RECORD.no);
    expect(files.size).toBe(0);
  });

  test("behavior: twice is one version; a moved label or other terms are another, and the first stays as it was", async () => {
    const { deps, versions, rows } = memoryDatasets(TEXTS);
    const v1 = async () => textOf((await download(deps, ANONYMOUS, { ...JSONL, version: 1 })).chunks);
    await release(deps, SYSTEM, RECORD.no);
    await release(deps, SYSTEM, RECORD.no);
    expect(versions.map(({ version }) => version)).toEqual([1]);
    const before = await v1();
    const moved = rows.findIndex(({ consensus, gold }) => consensus !== undefined && gold === undefined);
    const row = rows[moved];
    if (!row?.consensus) throw new Error("no row to move");
    rows[moved] = { ...row, consensus: { ...row.consensus, answer: "=calm" } };
    await release(deps, SYSTEM, RECORD.no);
    await release(deps, SYSTEM, RECORD.no, { licence: "cc-by-4.0" });
    expect(versions.map(({ version, licence }) => [version, licence])).toEqual([
      [1, null],
      [2, null],
      [3, "cc-by-4.0"],
    ]);
    const told = await releasedVersions(deps, ANONYMOUS, { id: "bty_7" });
    expect(told.versions.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(await v1()).toBe(before);
    const changes = await textOf(await diff(deps, ANONYMOUS, { id: "bty_7", from: 1, to: 2 }));
    expect(changes).toBe(`${JSON.stringify({ item: row.hash, id: row.id, change: "changed" })}\n`);
    expect(await textOf(await diff(deps, ANONYMOUS, { id: "bty_7", from: 2, to: 3 }))).toBe("");
    await expect(download(deps, ANONYMOUS, { ...JSONL, version: 9 })).rejects.toThrow(/no version 9.*v1, v2, v3/);
  });

  test("behavior: only the owner asks for another release, and only of a settled bounty", async () => {
    const { deps, jobs } = memoryDatasets(TEXTS);
    await expect(requestRelease(deps, OTHER, { id: "bty_7" })).rejects.toMatchObject({ code: "forbidden" });
    await requestRelease(deps, OWNER, { id: "bty_7", licence: "mit" });
    expect(jobs).toEqual([{ name: "release-dataset", payload: { bountyNo: "7", licence: "mit" } }]);
    const running = memoryDatasets(TEXTS, { ...RECORD, state: "open" });
    await expect(requestRelease(running.deps, OWNER, { id: "bty_7" })).rejects.toMatchObject({ code: "conflict" });
  });

  test("property: a diff names exactly what was added, removed and changed", async () => {
    const row = (i: number, label: string): DatasetRow => ({
      hash: sha256Hex(`${i}`),
      id: `r${i}`,
      payload: { kind: "text", text: `${i}` },
      gold: label,
    });
    const side = fc.uniqueArray(fc.tuple(fc.nat(40), fc.constantFrom("a", "b")), { selector: ([i]) => i });
    await fc.assert(
      fc.asyncProperty(side, side, async (before, after) => {
        const [was, is] = [new Map(before), new Map(after)];
        const found: string[] = [];
        const source = (items: typeof before) => presentRows(items.map(([i, label]) => row(i, label)));
        for await (const { id, change } of versionDiff(source(before), source(after))) found.push(`${id} ${change}`);
        const wanted = [...new Set([...was.keys(), ...is.keys()])].flatMap((i) => {
          if (!was.has(i)) return [`r${i} added`];
          if (!is.has(i)) return [`r${i} removed`];
          return was.get(i) === is.get(i) ? [] : [`r${i} changed`];
        });
        expect(found.sort()).toEqual(wanted.sort());
      }),
      { numRuns: 100 },
    );
  });
});

describe("an ordered export", () => {
  const ORDER = { id: "bty_7", format: "csv", options: { with: "answers,blind" } };

  test("default: the worker writes it once, and its link gives the bytes of the direct download, any range of them", async () => {
    const { deps, jobs, kept } = memoryDatasets(TEXTS);
    await expect(orderExport(deps, SOMEBODY, ORDER)).rejects.toMatchObject({ code: "conflict" });
    await release(deps, SYSTEM, RECORD.no);
    await expect(orderExport(deps, ANONYMOUS, ORDER)).rejects.toMatchObject({ code: "unauthenticated" });
    const order = await orderExport(deps, SOMEBODY, ORDER);
    expect([order.state, order.url]).toEqual(["queued", null]);
    expect(jobs.at(-1)).toEqual({ name: "write-export", payload: { exportId: order.id } });
    await writeExport(deps, SYSTEM, order.id);
    const ready = await exportState(deps, ANONYMOUS, { exportId: order.id });
    const direct = await bytesOf((await download(deps, ANONYMOUS, ORDER)).chunks);
    expect([ready.state, ready.sha256, ready.bytes]).toEqual(["ready", sha256Hex(direct), direct.length]);
    const link = Object.fromEntries(new URL(ready.url ?? "").searchParams);
    const input = { exportId: order.id, until: Number(link.until), signature: link.signature ?? "" };
    const file = await exportFile(deps, ANONYMOUS, input);
    expect(await bytesOf(await file.open())).toEqual(direct);
    expect(await bytesOf(await file.open({ from: 10, to: 19 }))).toEqual(direct.subarray(10, 20));
    for (const bad of [
      { ...input, signature: "x" },
      { ...input, until: input.until + 1 },
    ]) {
      await expect(exportFile(deps, ANONYMOUS, bad)).rejects.toMatchObject({ code: "forbidden" });
    }
    const late = { ...deps, now: () => input.until + 1 };
    await expect(exportFile(late, ANONYMOUS, input)).rejects.toThrow(/lapsed/);
    await expect(sweepExports(deps, ANONYMOUS)).rejects.toMatchObject({ code: "forbidden" });
    expect([await sweepExports(deps, SYSTEM), kept.has(ready.sha256 ?? "")]).toEqual([1, false]);
    await expect(exportFile(deps, ANONYMOUS, input)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the checksum of a download with options", () => {
  const ASKED = { id: "bty_7", format: "csv", options: { with: "answers" } };

  test("behavior: the worker writes it, once for whoever asks; then it is told, and is that of the download", async () => {
    const { deps, jobs } = memoryDatasets(TEXTS);
    await release(deps, SYSTEM, RECORD.no);
    const asked = await weight(deps, ANONYMOUS, ASKED);
    expect(asked).toMatchObject({ state: "queued", filename: "bty_7.v1.csv", version: 1 });
    if (!("state" in asked)) throw new Error("it was weighed while somebody waited");
    expect(await weight(deps, SOMEBODY, ASKED)).toEqual(asked);
    expect(jobs.at(-1)).toEqual({ name: "write-export", payload: { exportId: asked.exportId } });
    await writeExport(deps, SYSTEM, asked.exportId);
    const direct = await bytesOf((await download(deps, ANONYMOUS, ASKED)).chunks);
    expect(await weight(deps, ANONYMOUS, ASKED)).toMatchObject({
      sha256: sha256Hex(direct),
      bytes: direct.length,
      rows: TEXTS.length,
    });
  });

  test("behavior: without options it is known from the release, and no job is made", async () => {
    const { deps, jobs } = memoryDatasets(TEXTS);
    await release(deps, SYSTEM, RECORD.no);
    const direct = await bytesOf((await download(deps, ANONYMOUS, { ...ASKED, options: {} })).chunks);
    expect(await weight(deps, ANONYMOUS, { ...ASKED, options: {} })).toMatchObject({
      sha256: sha256Hex(direct),
      resumable: true,
    });
    expect(jobs).toEqual([]);
  });
});

describe("rows that are looked for", () => {
  const of = async (more: object) => {
    const { deps } = memoryDatasets(TEXTS);
    return (await datasetRows(deps, ANONYMOUS, { ...EVERY, id: "bty_7", after: "", limit: 50, ...more })).rows;
  };

  test("behavior: by label and by certainty; a label that is none is refused with those there are", async () => {
    expect((await of({ label: "=calm" })).map(({ label }) => label)).toEqual(["=calm"]);
    expect((await of({ label: "angry" })).every(({ label }) => label === "angry")).toBe(true);
    expect((await of({ least: 1_000 })).every(({ gold }) => gold)).toBe(true);
    expect((await of({ most: 0 })).map(({ label }) => label)).toEqual([null]);
    await expect(of({ label: "cross" })).rejects.toThrow(/There are: =calm, angry/);
  });
});

describe("ranges", () => {
  test("property: a download that is cut anywhere and resumed is the download", async () => {
    const { deps } = memoryDatasets(TEXTS);
    const whole = await bytesOf((await download(deps, ANONYMOUS, JSONL)).chunks);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (cut) => {
        const range = rangeOf(`bytes=${cut}-`, whole.length);
        if (typeof range === "string") throw new Error(range);
        const rest = await bytesOf(bytesWithin((await download(deps, ANONYMOUS, JSONL)).chunks, range));
        expect(Buffer.concat([whole.subarray(0, cut), rest])).toEqual(whole);
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    [null, "whole"],
    ["bytes=0-", { from: 0, to: 99 }],
    ["bytes=10-19", { from: 10, to: 19 }],
    ["bytes=90-1000", { from: 90, to: 99 }],
    ["bytes=-5", { from: 95, to: 99 }],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=100-", "unsatisfiable"],
    ["bytes=9-3", "whole"],
    ["bytes=0-1,5-6", "whole"],
    ["lines=1-2", "whole"],
  ])("default: of 100 bytes %s is %o", (header, range) => {
    expect(rangeOf(header, 100)).toEqual(range);
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
    expect(new Set(view.downloads.map(({ bytes }) => bytes))).toEqual(new Set([null]));
    await expect(dataset(deps, ANONYMOUS, { id: "bty_9" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("behavior: rows come in pages that join without gap or twice", async () => {
    const { deps, rows } = memoryDatasets(TEXTS);
    const seen: string[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const page: Awaited<ReturnType<typeof datasetRows>> = await datasetRows(deps, ANONYMOUS, {
        ...EVERY,
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

/** No filter. */
const EVERY = { least: 0, most: 1_000, contested: false } as const;

/** These rows as a store gives them out, in the order of hashes. */
function presentRows(rows: readonly DatasetRow[]) {
  const { datasets } = memoryStore(rows).deps;
  return { pages: (crowd: boolean) => datasets.pages(RECORD.no, crowd) };
}
