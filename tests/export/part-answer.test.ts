import { describe, expect, test } from "vitest";
import { partAnswer } from "@/lib/export/part-answer";

describe("which part of a file of 1,000 bytes is sent", () => {
  test.each([null, "bytes=", "pages=1-2", "bytes=0-1,4-5", "bytes=9-3"])("%j: the whole", (header) => {
    expect(partAnswer(header, 1_000)).toEqual({
      status: 200,
      headers: { "accept-ranges": "bytes", "content-length": "1000" },
    });
  });

  test.each([
    ["bytes=0-0", 0, 0],
    ["bytes=0-", 0, 999],
    ["bytes=500-99999", 500, 999],
    ["bytes=-10", 990, 999],
    ["bytes=-5000", 0, 999],
    ["bytes=999-999", 999, 999],
  ])("%s: 206 from %i to %i, with its place and length", (header, from, to) => {
    expect(partAnswer(header, 1_000)).toEqual({
      status: 206,
      headers: {
        "accept-ranges": "bytes",
        "content-range": `bytes ${from}-${to}/1000`,
        "content-length": String(to - from + 1),
      },
      range: { from, to },
    });
  });

  test.each([
    ["bytes=1000-", 1_000],
    ["bytes=5000-6000", 1_000],
    ["bytes=-0", 1_000],
    ["bytes=0-", 0],
    ["bytes=-1", 0],
  ])("%s of %i bytes: 416, with the size that there is and nothing else", (header, size) => {
    expect(partAnswer(header, size)).toEqual({
      status: 416,
      headers: { "accept-ranges": "bytes", "content-range": `bytes */${size}` },
    });
  });
});
