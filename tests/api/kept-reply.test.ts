import { expect, test } from "vitest";
import { checkSame, hashed, replyOf } from "@/lib/api/kept-reply";
import { sha256Hex } from "@/lib/kernel/sha256";

async function* pieces(...texts: readonly string[]) {
  for (const text of texts) yield new TextEncoder().encode(text);
}
const streamOf = (text: string) => new Response(text).body as ReadableStream<Uint8Array>;

test("a file is hashed as it is read; one that was not read to its end has no digest, and is held against nothing", async () => {
  const read = hashed(streamOf("rows"));
  expect(read.digest()).toBeUndefined();
  expect(await new Response(read.body).text()).toBe("rows");
  expect(read.digest()).toBe(sha256Hex("rows"));
  await checkSame({ sent: read.digest() }, pieces("ro", "ws"));
  await expect(checkSame({ sent: read.digest() }, pieces("row"))).rejects.toMatchObject({ code: "invalid_input" });
  await checkSame({}, pieces("anything"));
});

test("an answer is kept with its status and the headers that are part of it, and no cookie", async () => {
  const headers = { location: "/api/v1/uploads/u", "set-cookie": "a=b", "content-type": "application/json" };
  const kept = await replyOf(new Response("{}", { status: 201, headers }), undefined);
  expect(kept).toEqual({
    status: 201,
    headers: { location: "/api/v1/uploads/u", "content-type": "application/json" },
    text: "{}",
  });
});
