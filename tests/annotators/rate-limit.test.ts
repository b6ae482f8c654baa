import { expect, test } from "vitest";
import { LIMITS, spend } from "@/lib/annotators/rate-limit";
import { annotatorDesk } from "./desk";

test("a limit holds per caller and minute, and says how long to wait", async () => {
  const desk = annotatorDesk();
  desk.clock.nowMs += 15_000;
  for (let i = 0; i < LIMITS.faucet; i++) await spend(desk, "faucet", "a");
  await expect(spend(desk, "faucet", "a")).rejects.toMatchObject({
    code: "rate_limited",
    message: expect.stringMatching(new RegExp(`At most ${LIMITS.faucet} .*Wait 45 s`)),
  });
  await spend(desk, "faucet", "b");
  await spend(desk, "nonce", "a");
  desk.clock.nowMs += 45_000;
  await spend(desk, "faucet", "a");
});
