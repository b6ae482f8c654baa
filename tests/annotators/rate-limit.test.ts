import { expect, test } from "vitest";
import { LIMITS, spend, windowsInMemory } from "@/lib/annotators/rate-limit";
import { annotatorDesk } from "./desk";

test("a limit holds per caller and minute, and says how long to wait", async () => {
  const desk = annotatorDesk();
  desk.clock.nowMs += 15_000;
  for (let i = 0; i < LIMITS.faucet; i++) await spend(desk, "faucet", "a");
  await expect(spend(desk, "faucet", "a")).rejects.toMatchObject({
    code: "rate_limited",
    message: expect.stringMatching(new RegExp(`At most ${LIMITS.faucet} .*Wait 45 s`)),
  });
  await expect(spend(desk, "faucet", "a")).rejects.toMatchObject({
    status: 429,
    headers: { "retry-after": "45" },
  });
  await spend(desk, "faucet", "b");
  await spend(desk, "nonce", "a");
  desk.clock.nowMs += 45_000;
  await spend(desk, "faucet", "a");
});

test("a hundred people of one address may sign in at once, and each may label as fast as hands can", () => {
  const people = 103;
  expect(LIMITS.nonce).toBeGreaterThan(3 * people);
  expect(LIMITS.signIn).toBeGreaterThan(3 * people);
  expect(Math.min(LIMITS.claim, LIMITS.submit)).toBeGreaterThanOrEqual(600);
});

test("counts in one process hold by name and minute, and old minutes are forgotten", async () => {
  const rates = windowsInMemory();
  expect([
    await rates.hit("a", 7n),
    await rates.hit("a", 7n),
    await rates.hit("b", 7n),
    await rates.hit("a", 8n),
  ]).toEqual([1, 2, 1, 1]);
  await rates.forget(8n);
  expect(await rates.hit("a", 7n)).toBe(1);
  expect(await rates.hit("a", 8n)).toBe(2);
});
