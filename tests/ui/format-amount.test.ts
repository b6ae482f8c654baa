import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatAmount, plainAmount } from "@/lib/ui/format-amount";
import { parseAmount } from "@/lib/ui/parse-amount";

describe("formatAmount", () => {
  it("default: three decimals, thousands grouped", () => {
    expect(formatAmount(212_160_000n, 6)).toBe("212.160");
    expect(formatAmount("18402500000", 6)).toBe("18,402.500");
    expect(formatAmount(0n, 6)).toBe("0.000");
  });
  it("behavior: cuts towards zero and never shows more than there is", () => {
    expect(formatAmount(1_999_999n, 6)).toBe("1.999");
    expect(formatAmount(-1_999_999n, 6)).toBe("−1.999");
  });
  it("behavior: an amount is never cut to nothing", () => {
    expect(formatAmount(500n, 6)).toBe("0.0005");
    expect(formatAmount(1n, 18)).toBe("0.000000000000000001");
  });
  it("behavior: six decimals where records are compared, every decimal where asked", () => {
    expect(formatAmount(3_839_220n, 6, { places: 6 })).toBe("3.839220");
    expect(formatAmount(1_500n, 6, { exact: true })).toBe("0.0015");
    expect(formatAmount(20_000n, 6, { exact: true })).toBe("0.020");
  });
  it("behavior: holds beyond the safe integers of floats", () => {
    expect(formatAmount(2n ** 256n - 1n, 18, { places: 18 })).toBe(
      "115,792,089,237,316,195,423,570,985,008,687,907,853,269,984,665,640,564,039,457.584007913129639935",
    );
  });
  it("behavior: a token without decimals has no point", () => {
    expect(formatAmount(1_234n, 0, { places: 0 })).toBe("1,234");
  });
});

describe("parseAmount", () => {
  it("default: reads what people type", () => {
    for (const [text, base] of [
      ["0.02", 20_000n],
      [" 1,200.5 ", 1_200_500_000n],
      [".5", 500_000n],
      ["7.", 7_000_000n],
      ["0.0200000000", 20_000n],
    ] as const) {
      expect(parseAmount(text, 6)).toEqual({ kind: "amount", base });
    }
  });
  it("behavior: refuses with what to do instead", () => {
    for (const text of ["", "  ", ".", "1,5", "1e3", "0x10", "-1", "1.2.3", "0.0000001", "12,34", "٣"]) {
      const parsed = parseAmount(text, 6);
      expect(parsed.kind, text).toBe("refused");
      expect(parsed.kind === "refused" && parsed.reason.endsWith("."), text).toBe(true);
    }
  });
  it("behavior: reads back every amount that is written, exactly", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n }), fc.integer({ min: 0, max: 24 }), (base, decimals) => {
        expect(parseAmount(plainAmount(base, decimals), decimals)).toEqual({ kind: "amount", base });
        expect(parseAmount(formatAmount(base, decimals, { exact: true, places: 0 }), decimals)).toEqual({
          kind: "amount",
          base,
        });
      }),
    );
  });
});
