import { afterEach, describe, expect, test, vi } from "vitest";
import { firstLook } from "@/app/money/first-look";
import { AppError } from "@/lib/kernel/errors";
import { soon } from "@/lib/kernel/soon";

afterEach(() => void vi.useRealTimers());

const never = () => new Promise<string>(() => undefined);

describe("what is asked for and must come soon", () => {
  test("comes, or is refused as it was refused", async () => {
    expect(await soon(Promise.resolve("here"))).toBe("here");
    await expect(soon(Promise.reject(new Error("no")))).rejects.toThrow("no");
  });

  test("is not waited for any longer than three seconds", async () => {
    vi.useFakeTimers();
    const asked = expect(soon(never())).rejects.toThrow("no answer within 3000 ms");
    await vi.advanceTimersByTimeAsync(3_000);
    await asked;
  });
});

describe("a page's first look at the chain", () => {
  test("is nothing where the chain is silent or slow; any other refusal is the page's", async () => {
    expect(await firstLook(Promise.reject(new AppError("chain_unavailable", "silent")))).toBeUndefined();
    await expect(firstLook(Promise.reject(new AppError("not_found", "none")))).rejects.toMatchObject({
      code: "not_found",
    });
    vi.useFakeTimers();
    const slow = firstLook(never());
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await slow).toBeUndefined();
  });
});
