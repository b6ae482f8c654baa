/** A verification as it is watched: what the worker has told so far, folded into the state of the six checks. Pure. */
import { CHECKS, type CheckName } from "@/lib/settlement/mismatch";
import type { VerifyReport } from "@/lib/settlement/verify-report";
import type { VerifyReply } from "./verify-in-worker";

export type CheckRun = {
  readonly state: "open" | "now" | "struck" | "broken";
  readonly tookMs?: number;
  /** While it runs: what is done, and of how much where that is known. Evidence counts records. */
  readonly done?: number;
  readonly of?: number | undefined;
};

export type VerifyRun = {
  readonly phase: "running" | "match" | "mismatch" | "unsupported" | "failed";
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  /** When the check that runs now began. */
  readonly sinceMs: number;
  /** Bytes of the evidence read so far. */
  readonly bytes: number;
  readonly checks: Readonly<Record<CheckName, CheckRun>>;
  readonly report: VerifyReport | null;
  /** Why it could not be tested; only of a failed run. */
  readonly reason: string | null;
};

const OPEN: CheckRun = { state: "open" };

/** A run that has just begun: the evidence is on its way. */
export function startRun(atMs: number): VerifyRun {
  const checks = { ...allOpen(), evidence: { state: "now" } as const };
  return {
    phase: "running",
    startedAtMs: atMs,
    endedAtMs: null,
    sinceMs: atMs,
    bytes: 0,
    checks,
    report: null,
    reason: null,
  };
}

/** The run after the worker has said `reply` at `atMs`. What comes after the verdict changes nothing. */
export function afterReply(run: VerifyRun, reply: VerifyReply, atMs: number): VerifyRun {
  if (run.phase !== "running") return run;
  if (reply.kind === "fetched") return { ...run, bytes: reply.bytes };
  if (reply.kind === "progress") return progressed(run, reply.progress, atMs);
  if (reply.kind === "failed") return { ...run, phase: "failed", endedAtMs: atMs, reason: reply.reason };
  const { report } = reply;
  const checks = { ...run.checks };
  for (const { name, ok } of report.checks) {
    const before = checks[name];
    const tookMs = before.state === "now" ? atMs - run.sinceMs : before.tookMs;
    const state = ok === null ? "open" : ok ? "struck" : "broken";
    checks[name] = { state, ...(tookMs !== undefined && ok !== null && { tookMs }) };
  }
  return { ...run, phase: report.verdict, endedAtMs: atMs, checks, report };
}

/** Checks that are behind, as a share of all six. */
export function checksDone({ checks }: VerifyRun): number {
  return CHECKS.filter((name) => checks[name].state === "struck").length;
}

function progressed(
  run: VerifyRun,
  { check, done, of }: Extract<VerifyReply, { kind: "progress" }>["progress"],
  atMs: number,
): VerifyRun {
  const index = CHECKS.indexOf(check);
  // The last three of the verifier's steps tell only that they are over: 1 of 1.
  const over = index >= CHECKS.indexOf("consensus") && done === 1 && of === 1;
  const current = over ? index + 1 : index;
  const began = CHECKS.findIndex((name) => run.checks[name].state === "now");
  if (current < began) return run;
  const checks = { ...run.checks };
  CHECKS.forEach((name, i) => {
    if (i >= current || checks[name].state === "struck") return;
    checks[name] = { state: "struck", tookMs: i === began ? atMs - run.sinceMs : 0 };
  });
  const now = CHECKS[current];
  if (now) checks[now] = over ? { state: "now" } : { state: "now", done, of };
  return { ...run, checks, sinceMs: current === began ? run.sinceMs : atMs };
}

function allOpen(): Record<CheckName, CheckRun> {
  return { evidence: OPEN, signatures: OPEN, consensus: OPEN, payouts: OPEN, root: OPEN, chain: OPEN };
}
