import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { unrolledFile } from "@/bin/referee-loops";
import * as constants from "@/lib/referee/constants";
import { fingerprintBytes, refereeHash } from "@/lib/referee/fingerprint";
import { buildTables, tables } from "@/lib/referee/tables";

const { EXP_N, LOG_MIN, LOG_N } = constants;
const bits = (n: bigint): number => n.toString(2).length;

describe("tables", () => {
  const { log, exp } = tables();

  test("default: their bytes are the pinned ones", () => {
    const hash = createHash("sha256")
      .update(new Uint8Array(log.buffer))
      .update(new Uint8Array(exp.buffer))
      .digest("hex");
    expect(hash).toBe("51abaf092649d19147251d57c196f4995138de3493405fca90462e6606df85c8");
  });

  test("behavior: a logarithm is floor(1024·log2 r + 1/2) by 2048th powers", () => {
    for (let r = 1; r <= LOG_N; r += r < 300 ? 1 : 61) {
      const exact = (bits(BigInt(r) ** 2048n) >> 1) - 14 * 1024;
      expect(log[r], `log[${r}]`).toBe(exact);
    }
    expect([log[0], log[1], log[LOG_N]]).toEqual([LOG_MIN - 1024, LOG_MIN, 0]);
  });

  test("behavior: a power of two is rounded to the nearest by 1024th powers", () => {
    // m/2 ≤ 2^(16 - i/1024)  ⇔  m^1024 ≤ 2^(17·1024 - i)
    const reaches = (m: number, i: number) => BigInt(m) ** 1024n <= 1n << BigInt(17 * 1024 - i);
    for (let i = 0; i < 17 * 1024; i += i < 200 ? 1 : 97) {
      const value = exp[i] ?? -1;
      expect(value === 0 || reaches(2 * value - 1, i), `exp[${i}] is not too large`).toBe(true);
      expect(reaches(2 * value + 1, i), `exp[${i}] is not too small`).toBe(false);
    }
    expect([exp[0], exp[EXP_N - 1], exp[EXP_N]]).toEqual([65536, 0, 0]);
  });

  test("behavior: building them again gives the same entries", () => {
    expect(buildTables()).toEqual({ log, exp });
  });
});

describe("fingerprint", () => {
  test("default: the hash of constants and tables is the pinned one", () => {
    expect(refereeHash()).toBe("a793c627f6c6ac52537012c81c397ebe82a8e46c1e2425fc07e1c6430853b81f");
  });

  test("behavior: each method has its own, pinned too", () => {
    expect(refereeHash("dawid-skene")).toBe("5e37a1a27ba523638472d104d13ecd24041a7263c1a1decf722eec181d382700");
    expect(refereeHash("majority")).toBe("52ecf5b600023a9d2aa4af75047b540e50539a1cb7d7268aa569b26bb653484b");
  });

  test("behavior: every table entry and every constant is in it", () => {
    const bytes = fingerprintBytes();
    const head = new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(10)));
    expect(bytes.length).toBe(bytes.indexOf(10) + 1 + 4 * (LOG_N + 1 + EXP_N + 1));
    expect(JSON.parse(head)).toEqual(Object.entries(constants).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
});

test("the unrolled loops are what their script writes", () => {
  const committed = readFileSync(new URL("../../lib/referee/unrolled.ts", import.meta.url), "utf8");
  expect(committed).toBe(unrolledFile());
});
