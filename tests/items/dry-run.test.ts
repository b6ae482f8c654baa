import { expect, test } from "vitest";
import { memoryRows } from "@/lib/adapters/memory/bounties";
import { memoryAssets } from "@/lib/adapters/memory/items";
import { get } from "@/lib/bounties/service";
import { discardImport, getImport, importErrors, ingest, listImports } from "@/lib/items/service";
import { draft, memoryRooms, TABLE, upload } from "../bounties/rooms";
import { utf8 } from "../import/bytes";
import { sampleFiles } from "./sample-files";

test("a dry run reports what would come of a file, and keeps no row, no upload and no picture", async () => {
  const rooms = await memoryRooms();
  const kept: string[] = [];
  const assets = memoryAssets(
    memoryRows(() => {
      throw new Error("nobody asks");
    }),
  );
  const house = {
    ...rooms,
    assets,
    files: { ...rooms.files, put: async (sha256: string) => void kept.push(sha256) },
  };
  const id = await draft(house);
  const report = await upload(house, id, `${TABLE}x,,\n`, { dryRun: "true" });
  expect(report).toMatchObject({ id: "", state: "checked", accepted: 4, gold: 1, rejected: 1 });
  const zip = (await sampleFiles()).zip.bytes;
  async function* bytes() {
    yield zip;
  }
  const input = { name: "a.zip", format: "zip", dryRun: "true" };
  expect(await ingest(house, house.people.owner, id, input, bytes())).toMatchObject({ state: "checked", accepted: 2 });
  expect(kept).toEqual([]);
  expect(await listImports(house, house.people.owner, id)).toEqual([]);
  expect((await get(house, house.people.owner, id)).items).toBe(0);
  expect(await upload(house, id, TABLE)).toMatchObject({ state: "accepted", accepted: 4 });
  expect(await upload(house, id, TABLE, { dryRun: "true" })).toMatchObject({ accepted: 0, rejected: 4 });
});

test("an upload being read tells how far it is, and ends when it is taken back: nothing of it counts", async () => {
  const rooms = await memoryRooms();
  const id = await draft(rooms);
  const { owner } = rooms.people;
  let seen = 0;
  async function* slow(): AsyncGenerator<Uint8Array> {
    // Long enough that what is read ahead (to find the encoding, to fill buffers) is not all of it.
    const line = (i: number) => `row number ${i} ${"of many words ".repeat(30)}\n`;
    yield new TextEncoder().encode("text\n");
    for (let i = 0; i < 5_000; i++) {
      yield new TextEncoder().encode(line(i));
      if (i !== 3_000) continue;
      const [reading] = await listImports(rooms, owner, id);
      seen = reading?.accepted ?? 0;
      expect(await getImport(rooms, owner, reading?.id ?? "")).toMatchObject({ state: "reading", accepted: seen });
      await discardImport(rooms, owner, reading?.id ?? "");
    }
  }
  const run = ingest(rooms, owner, id, { name: "rows.csv", format: "csv" }, slow());
  await expect(run).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("taken back") });
  expect(seen).toBeGreaterThan(0);
  expect(await listImports(rooms, owner, id)).toEqual([]);
  expect((await get(rooms, owner, id)).items).toBe(0);
});

test("the bad rows of an upload can be had in full by its owner alone", async () => {
  const rooms = await memoryRooms();
  const id = await draft(rooms);
  const bad = Array.from({ length: 300 }, (_, i) => `${i},,\n`).join("");
  const report = await upload(rooms, id, `${TABLE}${bad}`);
  expect(report.errors.length).toBe(100);
  expect((await importErrors(rooms, rooms.people.owner, report.id)).length).toBe(300);
  await expect(importErrors(rooms, rooms.people.stranger, report.id)).rejects.toMatchObject({ code: "not_found" });
});

test("a file that lies elsewhere is fetched instead of the body; that it cannot be had leaves nothing", async () => {
  const rooms = await memoryRooms();
  const id = await draft(rooms);
  const url = "https://files.example/rows.csv";
  const house = { ...rooms, fetchUrl: async () => ({ name: "rows.csv", bytes: utf8(TABLE) }) };
  await expect(upload(rooms, id, "", { url })).rejects.toMatchObject({ code: "invalid_input" });
  expect(await listImports(rooms, rooms.people.owner, id)).toEqual([]);
  expect(await upload(house, id, "", { url })).toMatchObject({ state: "accepted", accepted: 4 });
});
