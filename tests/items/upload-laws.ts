import fc from "fast-check";
import { expect, test } from "vitest";
import { get } from "@/lib/bounties/service";
import { ingest } from "@/lib/items/service";
import { appendUpload, beginUpload, dropUpload, readUpload, sweepUploads, uploadState } from "@/lib/items/uploads";
import { ANONYMOUS, SYSTEM } from "@/lib/kernel/caller";
import { draft, type Rooms, TABLE } from "../bounties/rooms";
import { all, utf8 } from "../import/bytes";

const nothing = async function* (): AsyncGenerator<Uint8Array> {};

/** What uploads in pieces promise, whatever they are kept in. */
export function uploadLaws(make: () => Promise<Rooms>): void {
  test("uploads: sent in any pieces, broken off anywhere and gone on with, it is the file", async () => {
    const rooms = await make();
    const { owner } = rooms.people;
    const file = new TextEncoder().encode("0123456789".repeat(30));
    const cut = fc.record({
      size: fc.integer({ min: 1, max: 120 }),
      breaksAfter: fc.option(fc.integer({ min: 0, max: 60 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(cut), async (cuts) => {
        const { id } = await beginUpload(rooms, owner, { bytes: file.length });
        for (let at = 0; at < file.length; ) {
          const { value } = cuts.next();
          const piece = file.subarray(at, at + value.size);
          const sent = value.breaksAfter === null ? piece.length : Math.min(value.breaksAfter, piece.length);
          async function* body() {
            for (let i = 0; i < sent; i += 7) yield piece.subarray(i, Math.min(i + 7, sent));
            if (value.breaksAfter !== null) throw new Error("the line broke");
          }
          await appendUpload(rooms, owner, id, at, body());
          ({ at } = await uploadState(rooms, owner, id));
        }
        const read = Buffer.concat(await all(readUpload(rooms, owner, id)));
        expect(read.equals(Buffer.from(file))).toBe(true);
      }),
      { numRuns: 25, seed: 6 },
    );
  });

  test("uploads: imported by its id, it is gone; half of one is refused and nothing comes in", async () => {
    const rooms = await make();
    const { owner, stranger } = rooms.people;
    const id = await draft(rooms);
    const file = new TextEncoder().encode(TABLE);
    const upload = await beginUpload(rooms, owner, { bytes: file.length });
    const input = { name: "rows.csv", format: "csv", upload: upload.id };
    await appendUpload(rooms, owner, upload.id, 0, utf8(TABLE.slice(0, 20)));
    await expect(ingest(rooms, owner, id, input, nothing())).rejects.toMatchObject({ code: "conflict" });
    expect((await get(rooms, owner, id)).items).toBe(0);
    await expect(appendUpload(rooms, owner, upload.id, 0, utf8("x"))).rejects.toThrow(/stands at byte 20/);
    await expect(appendUpload(rooms, owner, upload.id, 20, utf8(`${TABLE}more`))).rejects.toMatchObject({
      code: "too_large",
    });
    await expect(appendUpload(rooms, stranger, upload.id, 20, utf8("x"))).rejects.toMatchObject({ code: "not_found" });
    await expect(uploadState(rooms, ANONYMOUS, upload.id)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await appendUpload(rooms, owner, upload.id, 20, utf8(TABLE.slice(20)))).toMatchObject({ at: file.length });
    expect(await ingest(rooms, owner, id, { ...input, dryRun: "true" }, nothing())).toMatchObject({ accepted: 4 });
    expect(await ingest(rooms, owner, id, input, nothing())).toMatchObject({ state: "accepted", accepted: 4, gold: 1 });
    await expect(uploadState(rooms, owner, upload.id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("uploads: taken back or left behind, neither it nor its pieces stay", async () => {
    const rooms = await make();
    const { owner } = rooms.people;
    const [one, two] = [await beginUpload(rooms, owner, { bytes: 4 }), await beginUpload(rooms, owner, { bytes: 4 })];
    for (const { id } of [one, two]) await appendUpload(rooms, owner, id, 0, utf8("abcd"));
    const keys = [...(await rooms.uploads.parts(one.id)), ...(await rooms.uploads.parts(two.id))];
    await dropUpload(rooms, owner, one.id);
    rooms.clock.nowMs = Date.now() + 72 * 3_600_000;
    expect(await sweepUploads(rooms, SYSTEM)).toBe(1);
    for (const key of keys) expect(await rooms.parts.get(key)).toBeUndefined();
    await expect(beginUpload(rooms, owner, { bytes: 3 * 1024 ** 3 })).rejects.toMatchObject({ code: "invalid_input" });
  });
}
