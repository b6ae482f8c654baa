import { expect, test, vi } from "vitest";
import { AppError } from "@/lib/kernel/errors";

test("behavior: an error of another copy of this file is the same kind of error", async () => {
  vi.resetModules();
  const copy = await import("@/lib/kernel/errors");
  expect(copy.AppError).not.toBe(AppError);
  const thrown = new copy.AppError("not_found", "There is no such thing.");
  expect(thrown instanceof AppError).toBe(true);
  expect(AppError.of(thrown)).toBe(thrown);
  expect(AppError.of(thrown).toProblem()).toMatchObject({ status: 404, code: "not_found" });
});

test("behavior: anything else is a fault that keeps its cause and shows no message", () => {
  for (const thrown of [new Error("a secret"), "a secret", null, undefined, { code: "not_found" }]) {
    const error = AppError.of(thrown);
    expect(error.code).toBe("fault");
    expect(error.cause).toBe(thrown);
    expect(JSON.stringify(error.toProblem())).not.toContain("a secret");
  }
});
