import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openText } from "@/lib/import/detect-encoding";
import { all, pieces, utf8 } from "./bytes";

const read = async (bytes: AsyncIterable<Uint8Array>) => {
  const { encoding, text } = await openText(bytes);
  return { encoding, text: (await all(text)).join("") };
};
const latin1 = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf16 = (text: string, littleEndian: boolean) => {
  const bytes = new Uint8Array(text.length * 2 + 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, littleEndian);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i + 2, text.charCodeAt(i), littleEndian);
  return bytes;
};

describe("reading bytes as text", () => {
  test("default: UTF-8, however it is cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme", maxLength: 300 }),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        async (text, sizes) => {
          const safe = `text,${text}`;
          expect(await read(utf8(safe, sizes))).toEqual({ encoding: "UTF-8", text: safe });
        },
      ),
    );
  });

  test("behavior: a UTF-8 byte order mark is dropped", async () => {
    expect((await read(utf8("\ufefftext\nhello", [1]))).text).toBe("text\nhello");
  });

  test.each([
    [true, "UTF-16LE"],
    [false, "UTF-16BE"],
  ])("behavior: UTF-16 with a mark is decoded (little endian: %s)", async (littleEndian, encoding) => {
    const text = "text\nGrüße 🙂\n";
    expect(await read(pieces(utf16(text, littleEndian), [3, 1, 2]))).toEqual({ encoding, text });
  });

  test("behavior: Latin-1 is refused at the very byte, with the way to mend it", async () => {
    const bytes = latin1(`text\n${"plain\n".repeat(50_000)}caf\u00e9 au lait\n`);
    const at = bytes.indexOf(0xe9);
    await expect(read(pieces(bytes))).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringMatching(new RegExp(`byte ${at}.*0xE9.*Windows-1252.*Save it as UTF-8`)),
      errors: [{ at: `byte ${at}`, reason: expect.any(String) }],
    });
  });

  test.each([
    ["GB18030", "serHqSzE2sjdCrrDLNXiuPay+sa3t8ezo7rD08OjrM3GvPahowo="],
    ["Shift_JIS", "g4mDeIOLLJPgl2UKl8eCoiyCsYLqgs2CxoLEguCXx4KikLuVaYLFgreBQgo="],
    ["EUC-KR", "tvO6pyyzu7/rCsHBwL0swMwgwabHsMC6IL7GwdYgwcG9wLTPtNkuCg=="],
    ["Windows-1251", "7OXy6uAs8uXq8fIK9e7w7vjuLN3y7iDu9+Xt/CD17vDu+OjpIPLu4uDwLgo="],
    ["Windows-1252", "bGFiZWwsdGV4dApndXQsR3L232UgY2Fm6SBuYe92ZSwgc2No9m4gdW5kIPxiZWwK"],
  ])("behavior: %s is named in the refusal, so that its owner knows how to save it anew", async (name, base64) => {
    const bytes = new Uint8Array(Buffer.from(base64, "base64"));
    await expect(read(pieces(bytes))).rejects.toThrow(new RegExp(`the file is probably ${name}[ .]`));
  });

  test("behavior: UTF-16 without a mark, a zip, a cut character and half a pair are refused", async () => {
    await expect(read(pieces(utf16("text", true).subarray(2)))).rejects.toThrow(/UTF-16 without a byte order mark/);
    await expect(read(pieces(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)))).rejects.toThrow(/zip archive or an Excel/);
    await expect(read(pieces(Uint8Array.of(65, 66, 67, 68, 0xe2, 0x82)))).rejects.toThrow(/byte 4: .*cut off/);
    await expect(read(pieces(utf16("ab\ud800c", true)))).rejects.toThrow(/byte 6: This is not UTF-16LE/);
  });

  test("behavior: an overlong or surrogate form of UTF-8 is refused", async () => {
    await expect(read(pieces(Uint8Array.of(97, 98, 0xc0, 0xaf, 98)))).rejects.toThrow(/byte 2:/);
    await expect(read(pieces(Uint8Array.of(97, 98, 99, 0xed, 0xa0, 0x80)))).rejects.toThrow(/byte 3:/);
  });
});
