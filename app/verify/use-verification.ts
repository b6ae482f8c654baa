"use client";

import { useCallback, useEffect, useState } from "react";
import { type VerifyEngine, verifyInWorker } from "@/lib/client/verify-in-worker";
import { afterReply, startRun, type VerifyRun } from "@/lib/client/verify-run";

/** Evidence at an address of this server, or a file of this machine. */
export type EvidenceSource = { readonly url: string } | { readonly file: File };

/**
 * Verifies `source` against the chain at `rpcUrl` in a Web Worker, from the first drawing on; `again` starts over, `againBy` with
 * another implementation of the referee.
 */
export function useVerification(source: EvidenceSource, rpcUrl: string) {
  const [{ attempt, engine }, setAttempt] = useState<{ attempt: number; engine: VerifyEngine }>({
    ...{ attempt: 0, engine: "kernel" },
  });
  const [run, setRun] = useState<VerifyRun>();
  const [stopped, setStopped] = useState(false);
  const url = "url" in source ? source.url : undefined;
  const file = "file" in source ? source.file : undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` starts the same run again
  useEffect(() => {
    if (stopped) return;
    setRun(startRun(Date.now()));
    const absolute = (path: string) => new URL(path, window.location.origin).href;
    const evidenceUrl = url === undefined ? URL.createObjectURL(file ?? new Blob()) : absolute(url);
    const stop = verifyInWorker({ evidenceUrl, rpcUrl: absolute(rpcUrl), engine }, (reply) =>
      setRun((before) => before && afterReply(before, reply, Date.now())),
    );
    return () => {
      stop();
      if (url === undefined) URL.revokeObjectURL(evidenceUrl);
    };
  }, [url, file, rpcUrl, attempt, engine, stopped]);

  const again = useCallback(() => {
    setStopped(false);
    setAttempt((before) => ({ ...before, attempt: before.attempt + 1 }));
  }, []);
  const againBy = useCallback((other: VerifyEngine) => {
    setStopped(false);
    setAttempt((before) => ({ attempt: before.attempt + 1, engine: other }));
  }, []);
  const stop = useCallback(() => setStopped(true), []);
  return { run, stopped, again, againBy, stop };
}
