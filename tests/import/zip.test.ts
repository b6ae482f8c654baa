import { describe, expect, test } from "vitest";
import { imageKind } from "@/lib/import/image-kind";
import { itemHash } from "@/lib/import/item-hash";
import { safeEntries, ZIP_LIMITS, type ZipEntry } from "@/lib/import/zip";

const entry = (name: string, more: Partial<ZipEntry> = {}): ZipEntry => ({
  index: 0,
  name,
  directory: name.endsWith("/"),
  symlink: false,
  encrypted: false,
  compressedBytes: 900,
  bytes: 1_000,
  ...more,
});

describe("what of an archive is read", () => {
  test("default: its files, without folders and litter", () => {
    const names = ["a.png", "in/", "in/b.png", "__MACOSX/._a.png", "in/.DS_Store", "Thumbs.db", "..b.png"];
    expect(safeEntries(names.map((name) => entry(name))).map(({ name }) => name)).toEqual([
      "a.png",
      "in/b.png",
      "..b.png",
    ]);
  });

  test.each([
    ["../up.png", {}, /leads out of the archive/],
    ["in/../../up.png", {}, /leads out of the archive/],
    ["in\\..\\up.png", {}, /leads out of the archive/],
    ["/etc/passwd", {}, /absolute path/],
    ["C:\\up.png", {}, /absolute path/],
    ["\\\\host\\up.png", {}, /absolute path/],
    ["a\nb.png", {}, /control characters/],
    ["link.png", { symlink: true }, /symbolic link/],
    ["secret.png", { encrypted: true }, /encrypted/],
    ["bomb.png", { bytes: 20_000_000, compressedBytes: 20_000 }, /100 times/],
    ["huge.png", { bytes: ZIP_LIMITS.entryBytes + 1, compressedBytes: ZIP_LIMITS.entryBytes }, /larger than 25 MB/],
  ])("behavior: %j refuses the whole archive and is named", (name, more, reason) => {
    const entries = [entry("good.png"), entry(name, more)];
    expect(() => safeEntries(entries)).toThrow(reason);
    expect(() => safeEntries(entries)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ at: name })] }),
    );
  });

  test("behavior: too many entries, and too much unpacked, are refused", () => {
    const many = Array.from({ length: ZIP_LIMITS.entries + 1 }, (_, i) => entry(`${i}.png`));
    expect(() => safeEntries(many)).toThrow(/10,001 entries/);
    const heavy = Array.from({ length: 81 }, (_, i) =>
      entry(`${i}.png`, { bytes: 25_000_000, compressedBytes: 20_000_000 }),
    );
    expect(() => safeEntries(heavy)).toThrow(/larger than 2 GB/);
  });
});

test("an image is told by its first bytes", () => {
  const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
  expect(imageKind(bytes("\u0089PNG\r\n\u001a\n...."))).toBe("png");
  expect(imageKind(bytes("\u00ff\u00d8\u00ff\u00e0"))).toBe("jpeg");
  expect(imageKind(bytes("RIFF....WEBPVP8 "))).toBe("webp");
  expect(imageKind(bytes("GIF89a"))).toBe("gif");
  expect(imageKind(bytes("<svg xmlns="))).toBeUndefined();
  expect(imageKind(new Uint8Array())).toBeUndefined();
});

test("an item's name depends on id and payload and on nothing else", () => {
  const payload = { kind: "text", text: "It works." };
  expect(itemHash("row-2", payload)).toBe(itemHash("row-2", { text: "It works.", kind: "text" }));
  expect(itemHash("row-3", payload)).not.toBe(itemHash("row-2", payload));
  // sha256sum of {"id":"row-2","payload":{"kind":"text","text":"It works."}}
  expect(itemHash("row-2", payload)).toBe("ea2e557d84747cb2868057f6add402585933473d356a106bcb600e4752598430");
});
