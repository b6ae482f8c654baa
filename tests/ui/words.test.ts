import { describe, expect, it } from "vitest";
import { countOf, formatBytes, formatCount, formatPercent, formatShare } from "@/lib/ui/format-number";
import { durationWords, exactTime, relativeTime } from "@/lib/ui/format-time";
import { currentLink } from "@/lib/ui/nav-links";
import { partingOf } from "@/lib/ui/parting";
import { progressPercent, progressWords } from "@/lib/ui/progress-words";
import { shorten } from "@/lib/ui/shorten";
import { timeWords } from "@/lib/ui/time-words";
import { sayIn } from "@/tests/locale/speak";

const NOW_MS = Date.UTC(2025, 10, 22, 14, 40, 7);
const HOUR_MS = 3_600_000;

describe("times", () => {
  it("default: one unit, before or after now", () => {
    expect(relativeTime(NOW_MS - 48 * HOUR_MS, NOW_MS)).toBe("2 d ago");
    expect(relativeTime(NOW_MS + 31 * HOUR_MS, NOW_MS)).toBe("in 31 h");
    expect(relativeTime(NOW_MS - 90_000, NOW_MS)).toBe("1 min ago");
    expect(relativeTime(NOW_MS + 400, NOW_MS)).toBe("now");
  });
  it("behavior: far times are dates", () => {
    expect(relativeTime(Date.UTC(2025, 0, 3), NOW_MS)).toBe("3 Jan 2025");
    expect(exactTime(NOW_MS)).toBe("22 Nov 2025, 14:40 UTC");
    expect(exactTime(NOW_MS, true)).toBe("22 Nov 2025, 14:40:07 UTC");
  });
  it("behavior: durations keep two units and never sixty of one", () => {
    expect(durationWords(6_000)).toBe("6 s");
    expect(durationWords(7_400)).toBe("7.4 s");
    expect(durationWords(125_000)).toBe("2 min 5 s");
    expect(durationWords(31 * HOUR_MS)).toBe("31 h");
    expect(durationWords((11 * 24 + 4) * HOUR_MS)).toBe("11 d 4 h");
    expect(durationWords(59_700)).toBe("59 s");
    expect(durationWords(9_970)).toBe("9.9 s");
    expect(durationWords(-5)).toBe("0 s");
    const { left } = timeWords(sayIn("ui") as never, "en");
    expect(left(300)).toBe("about 1 s left");
    expect(left(150_000)).toBe("about 2 min left");
  });
});

describe("numbers", () => {
  it("default: counts, shares, percents, sizes", () => {
    expect(formatCount(61_204)).toBe("61,204");
    expect(formatCount(-1_000n)).toBe("−1,000");
    expect(formatShare(0.947)).toBe(".947");
    expect(formatShare(1)).toBe("1.000");
    expect(formatShare(-0.12, 2)).toBe("−.12");
    expect(formatPercent(487, 526)).toBe("92.6 %");
    expect(formatPercent(0, 0)).toBe("—");
    expect(formatBytes(999)).toBe("999 B");
    expect(formatBytes(38_200)).toBe("38 kB");
    expect(formatBytes(4_100_000)).toBe("4.1 MB");
    expect(countOf(1, "item")).toBe("1 item");
    expect(countOf(2_000, "bounty", "bounties")).toBe("2,000 bounties");
  });
  it("behavior: a size never rounds up into a thousand of its unit", () => {
    expect(formatBytes(999_600)).toBe("1.0 MB");
  });
});

describe("progress", () => {
  const [t, times] = [sayIn("ui") as never, timeWords(sayIn("ui") as never, "en")];
  it("default: count, unit and time left", () => {
    expect(progressWords(t, times, { done: 1_204, total: 2_003, unit: "rows", leftMs: 3_400 })).toBe(
      "1,204 of 2,003 rows · about 3 s left",
    );
    expect(progressWords(t, times, { done: 3, total: 41 })).toBe("3 of 41");
  });
  it("behavior: done is done, and 100 % only then", () => {
    expect(progressWords(t, times, { done: 41, total: 41, leftMs: 900 })).toBe("41 of 41");
    expect(progressPercent(1_999, 2_000)).toBe(99);
    expect(progressPercent(2_000, 2_000)).toBe(100);
    expect(progressPercent(5, 2)).toBe(100);
    expect(progressPercent(0, 0)).toBe(0);
  });
});

describe("shorten", () => {
  it("default: the middle goes, 0x stays", () => {
    expect(shorten("0x7c3e5b1d0f2a4c6e8091a2b3c4d5e6f7080991af")).toBe("0x7c3e…91af");
    expect(shorten("c0de71a2000000009e0451f3", 8, 8)).toBe("c0de71a2…9e0451f3");
  });
  it("behavior: nothing is shortened that would not get shorter", () => {
    expect(shorten("0x12345678")).toBe("0x12345678");
    expect(shorten("123456789")).toBe("123456789");
    expect(shorten("1234567890")).toBe("1234…7890");
  });
});

describe("partingOf", () => {
  it("default: marks what only the found has", () => {
    expect(partingOf("3.839220", "2.839220")).toEqual({ before: "", marked: "2", after: ".839220" });
    expect(partingOf("abc", "abxc")).toEqual({ before: "ab", marked: "x", after: "c" });
  });
  it("behavior: the parts always make up the found", () => {
    for (const [expected, found] of [
      ["aaa", "aa"],
      ["", "x"],
      ["same", "same"],
      ["abab", "ab"],
    ] as const) {
      const { before, marked, after } = partingOf(expected, found);
      expect(before + marked + after).toBe(found);
    }
  });
});

describe("currentLink", () => {
  it("default: the longest place that the path begins with", () => {
    expect(currentLink("/")?.name).toBe("market");
    expect(currentLink("/bounties/new")?.name).toBe("postBounty");
    expect(currentLink("/bounties/118/quality")?.name).toBe("myBounties");
    expect(currentLink("/datasets/118")?.name).toBe("datasets");
    expect(currentLink("/verify/41")).toBeUndefined();
    expect(currentLink("/earningsx")).toBeUndefined();
  });
});
