import { expect, test } from "vitest";
import type { VerifyReply } from "@/lib/client/verify-in-worker";
import { afterReply, checksDone, startRun, type VerifyRun } from "@/lib/client/verify-run";
import { CHECKS, type CheckName } from "@/lib/settlement/mismatch";
import type { VerifyReport } from "@/lib/settlement/verify-report";

const progress = (check: CheckName, done: number, of?: number): VerifyReply => ({
  kind: "progress",
  progress: { check, done, of },
});

function report(broken?: CheckName): VerifyReport {
  const reached = broken ? CHECKS.indexOf(broken) : CHECKS.length;
  const checks = CHECKS.map((name, i) => ({
    name,
    ok: i < reached ? true : i === reached ? false : null,
    detail: name,
  }));
  const rest = {
    counts: { items: 1, annotators: 1, answers: 1, submissions: 1, leaves: 1 },
    totalUnits: "1",
    evidenceSha256: "e".repeat(64),
  };
  if (!broken) return { verdict: "match", checks, ...rest };
  const mismatch = { check: broken, line: 3, record: "leaf 2", field: "amount", expected: "2", found: "1" };
  return { verdict: "mismatch", checks, mismatch, ...rest };
}

/** The replies of a whole run, each 100 ms after the one before. */
const replies: readonly VerifyReply[] = [
  { kind: "fetched", bytes: 500 },
  progress("evidence", 1000),
  progress("signatures", 32, 64),
  progress("signatures", 64, 64),
  progress("consensus", 0, 900),
  progress("consensus", 1, 1),
  progress("payouts", 1, 1),
  progress("root", 1, 1),
];

const after = (count: number): VerifyRun =>
  replies.slice(0, count).reduce((run, reply, i) => afterReply(run, reply, (i + 1) * 100), startRun(0));

test("default: checks are struck in order, each with the time it took", () => {
  expect(after(2).checks.evidence.state).toBe("now");
  expect(after(2).bytes).toBe(500);
  expect(after(3).checks.evidence).toEqual({ state: "struck", tookMs: 300 });
  expect(after(3).checks.signatures).toEqual({ state: "now", done: 32, of: 64 });
  expect(checksDone(after(6))).toBe(3);
  expect(after(6).checks.payouts.state).toBe("now");
  const run = afterReply(after(8), { kind: "done", report: report() }, 1_000);
  expect(run.phase).toBe("match");
  expect(CHECKS.map((name) => run.checks[name].state)).toEqual(CHECKS.map(() => "struck"));
  expect(CHECKS.map((name) => run.checks[name].tookMs)).toEqual([300, 200, 100, 100, 100, 200]);
});

test("behavior: the check that differs breaks, and those after it stay open", () => {
  const run = afterReply(after(6), { kind: "done", report: report("payouts") }, 700);
  expect(run.phase).toBe("mismatch");
  expect(CHECKS.map((name) => run.checks[name].state)).toEqual([
    "struck",
    "struck",
    "struck",
    "broken",
    "open",
    "open",
  ]);
  expect(run.checks.root.tookMs).toBeUndefined();
});

test("behavior: one answer is not mistaken for a finished consensus", () => {
  const run = afterReply(after(4), progress("consensus", 0, 1), 500);
  expect(run.checks.consensus.state).toBe("now");
  expect(run.checks.payouts.state).toBe("open");
});

test("behavior: late words change nothing, neither of an earlier check nor after the verdict", () => {
  expect(afterReply(after(5), progress("signatures", 1, 64), 600)).toEqual(after(5));
  const failed = afterReply(after(3), { kind: "failed", reason: "no chain" }, 400);
  expect(failed).toMatchObject({ phase: "failed", reason: "no chain", endedAtMs: 400 });
  expect(afterReply(failed, { kind: "done", report: report() }, 500)).toBe(failed);
});
