import { zipSync } from "fflate";
import sharp from "sharp";
import { expect, test } from "vitest";
import { get, list, updateDraft } from "@/lib/bounties/service";
import { asset, makeThumbnails } from "@/lib/items/media";
import { ingest } from "@/lib/items/service";
import { ANONYMOUS, SYSTEM } from "@/lib/kernel/caller";
import { sha256Hex } from "@/lib/kernel/sha256";
import { draft, type Rooms } from "../bounties/rooms";
import { all, pieces } from "../import/bytes";

/** A picture larger than a list shows it: 800 by 400 pixels of noise, so that no encoder makes it small. */
const photograph = async () => {
  const data = Buffer.from(Array.from({ length: 800 * 400 * 3 }, (_, i) => (i * 7919) % 251));
  return new Uint8Array(
    await sharp(data, { raw: { width: 800, height: 400, channels: 3 } })
      .png()
      .toBuffer(),
  );
};

async function brought(rooms: Rooms, bytes: Uint8Array, more: Record<string, unknown> = {}): Promise<string> {
  const id = await draft(rooms, more);
  const input = { name: "one.zip", format: "zip" };
  await ingest(rooms, rooms.people.owner, id, input, pieces(zipSync({ "a.png": bytes }), [1_000]));
  return id;
}

/** What files promise, whatever they are noted in. */
export function mediaLaws(make: () => Promise<Rooms>): void {
  test("media: the worker makes a small picture once; the picture itself stays as it was", async () => {
    const rooms = await make();
    const bytes = await photograph();
    const sha256 = sha256Hex(bytes);
    await brought(rooms, bytes);
    const read = async (size: string) => {
      const found = await asset(rooms, ANONYMOUS, { sha256, size });
      if (found.kind !== "file") throw new Error("it is elsewhere");
      return { ...found, data: Buffer.concat(await all(await found.open())) };
    };
    expect(await read("thumb")).toMatchObject({ keep: "for-now", data: Buffer.from(bytes) });
    await expect(makeThumbnails(rooms, ANONYMOUS)).rejects.toMatchObject({ code: "forbidden" });
    expect(await makeThumbnails(rooms, SYSTEM)).toBe(1);
    expect(await makeThumbnails(rooms, SYSTEM)).toBe(0);
    const small = await read("thumb");
    expect(small).toMatchObject({ keep: "for-ever", mediaType: "image/webp" });
    expect(await sharp(small.data).metadata()).toMatchObject({ format: "webp", width: 256, height: 128 });
    expect(small.data.length).toBeLessThan(bytes.length);
    expect(await read("full")).toMatchObject({ mediaType: "image/png", data: Buffer.from(bytes) });
  });

  test("media: of a private bounty only its owner and guests are sent to the file, by an address that lapses", async () => {
    const rooms = await make();
    const { owner, stranger } = rooms.people;
    const bytes = await photograph();
    const sha256 = sha256Hex(bytes);
    const id = await brought(rooms, bytes, { visibility: "private" });
    await expect(asset(rooms, ANONYMOUS, { sha256 })).rejects.toMatchObject({ code: "not_found" });
    await expect(asset(rooms, stranger, { sha256 })).rejects.toMatchObject({ code: "not_found" });
    const found = await asset(rooms, owner, { sha256, size: "thumb" });
    if (found.kind !== "elsewhere") throw new Error("it is shown without a signature");
    const signed = Object.fromEntries(new URL(found.path, "http://a").searchParams);
    expect(found.path).toMatch(new RegExp(`^/api/v1/assets/${sha256}\\?`));
    expect(await asset(rooms, ANONYMOUS, { ...signed, sha256 })).toMatchObject({ kind: "file", keep: "until-lapse" });

    const forbidden = { code: "forbidden" };
    await expect(asset(rooms, ANONYMOUS, { ...signed, sha256, until: Number(signed.until) + 1 })).rejects.toMatchObject(
      forbidden,
    );
    await expect(asset(rooms, ANONYMOUS, { ...signed, sha256, signature: "A".repeat(43) })).rejects.toMatchObject(
      forbidden,
    );
    rooms.clock.nowMs = Number(signed.until) + 1;
    await expect(asset(rooms, ANONYMOUS, { ...signed, sha256 })).rejects.toThrow(/lapsed/);

    await updateDraft(rooms, owner, id, { guests: [stranger.address.toUpperCase().replace("0X", "0x")] });
    expect(await asset(rooms, stranger, { sha256 })).toMatchObject({ kind: "elsewhere" });
    await updateDraft(rooms, owner, id, { guests: [] });
    await expect(asset(rooms, stranger, { sha256 })).rejects.toMatchObject({ code: "not_found" });
    await expect(updateDraft(rooms, owner, id, { visibility: "public" })).rejects.toThrow(/Delete the items first/);
  });

  test("media: a file that a public bounty shows too is public; one that a private bounty brings again stays so", async () => {
    const rooms = await make();
    const bytes = await photograph();
    const sha256 = sha256Hex(bytes);
    await brought(rooms, bytes, { visibility: "private" });
    await brought(rooms, bytes);
    expect(await asset(rooms, ANONYMOUS, { sha256 })).toMatchObject({ kind: "file", keep: "for-ever" });
    await brought(rooms, bytes, { visibility: "private", title: "Another" });
    expect(await asset(rooms, ANONYMOUS, { sha256 })).toMatchObject({ kind: "file", keep: "for-ever" });
  });

  test("private bounties: seen by their owner and guests, listed to nobody else", async () => {
    const rooms = await make();
    const { owner, stranger } = rooms.people;
    const id = await draft(rooms, { visibility: "private" });
    const bounty = await rooms.bounties.byId(id as never);
    if (!bounty) throw new Error("it is gone");
    const drafts = async (who: typeof owner) => (await list(rooms, who, { state: "mine" })).bounties.length;
    expect([await drafts(owner), await drafts(stranger)]).toEqual([1, 0]);
    expect(await get(rooms, owner, id)).toMatchObject({ visibility: "private", ownerView: { guests: [] } });
    await expect(get(rooms, stranger, id)).rejects.toMatchObject({ code: "not_found" });
  });
}
