import { zipSync } from "fflate";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { sharpImages } from "@/lib/adapters/images";
import { zipReader } from "@/lib/adapters/unzip";
import { asset } from "@/lib/items/media";
import { ingest, listImports } from "@/lib/items/service";
import { ANONYMOUS } from "@/lib/kernel/caller";
import { sha256Hex } from "@/lib/kernel/sha256";
import { draft, memoryRooms } from "../bounties/rooms";
import { all, pieces } from "../import/bytes";

const images = sharpImages();
const text = (words: string) => new TextEncoder().encode(words);
const drawn = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 40, b: 90 } } });
let png: Uint8Array;
let jpegOfPhone: Uint8Array;

beforeAll(async () => {
  png = new Uint8Array(await drawn(64, 48).png().toBuffer());
  jpegOfPhone = new Uint8Array(
    await drawn(300, 200)
      .withExif({ IFD0: { Artist: "somebody", Orientation: "6" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer(),
  );
});

/** Whether EXIF points to a directory of places: the tag GPSInfo, 0x8825, in either order of bytes. */
const hasGps = (exif: Buffer | undefined) =>
  exif !== undefined && (exif.includes(Buffer.from([0x25, 0x88])) || exif.includes(Buffer.from([0x88, 0x25])));

describe("an image", () => {
  test("default: stays as it is when it is small, upright and clean", async () => {
    const image = await images.normalise(png);
    expect(image).toMatchObject({ kind: "image", mediaType: "image/png", width: 64, height: 48 });
    expect(image.kind === "image" && sha256Hex(image.bytes)).toBe(sha256Hex(png));
  });

  test("behavior: is turned upright and loses what it tells about its maker", async () => {
    const image = await images.normalise(jpegOfPhone);
    if (image.kind === "none") throw new Error(image.reason);
    expect(image).toMatchObject({ mediaType: "image/webp", width: 200, height: 300 });
    const { exif, orientation } = await sharp(image.bytes).metadata();
    expect({ exif, orientation }).toEqual({ exif: undefined, orientation: undefined });
  });

  test.each(["jpeg", "webp", "png"] as const)(
    "behavior: a %s that tells where it was taken tells it no more",
    async (format) => {
      const where = {
        GPSLatitude: "48/1 51/1 30/1",
        GPSLatitudeRef: "N",
        GPSLongitude: "2/1 17/1 40/1",
        GPSLongitudeRef: "E",
      };
      const taken = drawn(300, 200).withExif({ IFD0: { Artist: "somebody" }, IFD3: where });
      const bytes = new Uint8Array(await taken[format]().toBuffer());
      const before = (await sharp(bytes).metadata()).exif;
      expect(hasGps(before)).toBe(true);
      const image = await images.normalise(bytes);
      if (image.kind === "none") throw new Error(image.reason);
      const { exif, xmp, iptc, comments } = await sharp(image.bytes).metadata();
      expect([exif, xmp, iptc, comments ?? []]).toEqual([undefined, undefined, undefined, []]);
    },
  );

  test("behavior: is shrunk to 2,048 pixels a side", async () => {
    const large = new Uint8Array(await drawn(4_096, 1_024).png().toBuffer());
    expect(await images.normalise(large)).toMatchObject({ mediaType: "image/webp", width: 2_048, height: 512 });
  });

  test("behavior: that is none, or is damaged, is told so", async () => {
    expect(await images.normalise(text("hello"))).toMatchObject({ kind: "none" });
    const half = png.subarray(0, png.length - 30);
    expect(await images.normalise(half)).toMatchObject({ kind: "none", reason: expect.stringMatching(/damaged/) });
  });

  test("behavior: that would decode to gigabytes is refused before", async () => {
    const svg = text('<svg xmlns="http://www.w3.org/2000/svg" width="30000" height="30000"/>');
    expect(await images.normalise(svg)).toMatchObject({ kind: "none", reason: expect.stringMatching(/100 million/) });
  });
});

describe("a zip of images", () => {
  const zipOf = (files: Record<string, Uint8Array>) => pieces(zipSync(files, { level: 6 }), [1_000]);
  const uploadZip = async (files: Record<string, Uint8Array>, onError = "review") => {
    const rooms = await memoryRooms();
    const id = await draft(rooms);
    const input = { name: "shapes.zip", format: "zip", onError };
    return { rooms, id, report: ingest(rooms, rooms.people.owner, id, input, zipOf(files)) };
  };

  test("default: becomes items that show its images, by their content and not by their names", async () => {
    const { rooms, report } = await uploadZip({ "in/a.png": png, "in/photo.txt": jpegOfPhone, "__MACOSX/._a": png });
    const { accepted, sample } = await report;
    expect(accepted).toBe(2);
    const sha256 = sha256Hex(png);
    expect(sample[0]).toEqual({
      line: 1,
      id: "in/a.png",
      payload: { kind: "image", asset: sha256, width: 64, height: 48, alt: "in/a.png" },
      gold: false,
    });
    const stored = await asset(rooms, ANONYMOUS, { sha256 });
    if (stored.kind !== "file") throw new Error("it is elsewhere");
    expect(stored).toMatchObject({ mediaType: "image/png", bytes: png.length });
    expect(Buffer.concat(await all(await stored.open()))).toEqual(Buffer.from(png));
    expect(Buffer.concat(await all(await stored.open({ from: 1, to: 3 })))).toEqual(Buffer.from("PNG"));
    await expect(asset(rooms, ANONYMOUS, { sha256: "f".repeat(64) })).rejects.toMatchObject({ code: "not_found" });
  });

  test("behavior: a list in it names ids and known answers", async () => {
    const list = text("file,id,gold\na.png,first,good\nb.png,,\nc.png,third,\n");
    const other = new Uint8Array(await drawn(10, 10).png().toBuffer());
    const { report } = await uploadZip({ "b.png": other, "a.png": png, "items.csv": list }, "keep");
    expect(await report).toMatchObject({
      accepted: 2,
      gold: 1,
      errors: [{ line: 4, at: "c.png", reason: expect.stringMatching(/not in the archive/) }],
      sample: [
        { id: "b.png", gold: false },
        { id: "first", gold: true },
      ],
    });
  });

  test("behavior: a file that is no image is a bad row, the others wait for the owner's word", async () => {
    const { report } = await uploadZip({ "a.png": png, "fake.png": text("<html>not a picture</html>") });
    expect(await report).toMatchObject({
      state: "review",
      accepted: 1,
      errors: [{ line: 2, at: "fake.png", reason: expect.stringMatching(/no PNG, JPEG, WebP or GIF/) }],
    });
  });

  test.each(["../outside.png", "/etc/cron.d/x.png", "in/../../x.png"])(
    "behavior: the name %s refuses the archive, and nothing of it is kept",
    async (name) => {
      const { rooms, id, report } = await uploadZip({ "good.png": png, [name]: png });
      await expect(report).rejects.toMatchObject({ code: "invalid_input", errors: [{ at: name }] });
      expect(await listImports(rooms, rooms.people.owner, id)).toEqual([]);
    },
  );

  test("behavior: a bomb is refused by its directory", async () => {
    const { report } = await uploadZip({ "bomb.png": new Uint8Array(20_000_000) });
    await expect(report).rejects.toThrow(/more than 100 times its size/);
  });

  test("behavior: an entry that is longer than its directory says is refused", async () => {
    const zip = zipSync({ "a.png": png }, { level: 6 });
    const at = Buffer.from(zip).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    new DataView(zip.buffer, zip.byteOffset).setUint32(at + 24, 10, true);
    const archive = await zipReader()(pieces(zip));
    const [entry] = archive.entries;
    if (!entry) throw new Error("no entry");
    await expect(all(archive.read(entry))).rejects.toMatchObject({ code: "malformed" });
    await archive.close();
  });

  test("behavior: what is no zip, or is cut off, is refused", async () => {
    const rooms = await memoryRooms();
    const id = await draft(rooms);
    const input = { name: "x.zip", format: "zip" };
    for (const bytes of [text("hello"), zipSync({ "a.png": png }).subarray(0, 60)]) {
      const refused = ingest(rooms, rooms.people.owner, id, input, pieces(bytes));
      await expect(refused).rejects.toMatchObject({ code: "malformed", message: expect.stringMatching(/zip archive/) });
    }
  });
});
