import { expect, test } from "vitest";
import { bodyText } from "@/lib/kernel/body-text";

const encoder = new TextEncoder();

async function* chunksOf(...chunks: readonly (Uint8Array | string)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === "string" ? encoder.encode(chunk) : chunk;
}

test("default: the text that was sent, also where a character is cut in two", async () => {
  const [first, second] = [encoder.encode("caf\u00e9").subarray(0, 4), encoder.encode("\u00e9").subarray(1)];
  expect(await bodyText(chunksOf('{"a":"', first, second, '"}'))).toBe('{"a":"caf\u00e9"}');
  expect(await bodyText(chunksOf())).toBe("");
});

test("error: ten million labels are refused in words, and no more of them is read than a body may have", async () => {
  let read = 0;
  async function* labels() {
    const some = encoder.encode(Array.from({ length: 10_000 }, (_, i) => `"label ${i}",`).join(""));
    for (let n = 0; n < 1_000; n++) {
      read += some.length;
      yield some;
    }
  }
  await expect(bodyText(labels())).rejects.toMatchObject({
    code: "too_large",
    message: expect.stringContaining("larger than 8 MB"),
  });
  expect(read).toBeLessThan(8_300_000);
});
