"use client";

import { useId, useState } from "react";
import { runTwinInWorker } from "@/lib/client/twin-in-worker";
import { useHydrated } from "@/lib/client/use-hydrated";
import { referee } from "@/lib/referee/referee";
import { parseCase } from "@/lib/twin/case-text";
import { resultDigest } from "@/lib/twin/result-digest";

type Outcome = { readonly file: string; readonly kernel: string } | { readonly reason: string };

/** Takes a case as JSON, runs it through file and kernel, and shows the SHA-256 over all output cells of each. */
export function TwinCheck() {
  const [text, setText] = useState("");
  const [{ runs, outcome }, setState] = useState<{ readonly runs: number; readonly outcome?: Outcome }>({ runs: 0 });
  const box = useId();
  const run = async () => {
    const found = await recompute(text).catch((error: unknown): Outcome => ({ reason: String(error) }));
    setState({ runs: runs + 1, outcome: found });
  };
  return (
    <main className="page">
      <h1>The referee as a file</h1>
      <label htmlFor={box}>Case</label>
      <textarea id={box} rows={8} value={text} onChange={(event) => setText(event.target.value)} />
      <button type="button" disabled={!useHydrated()} onClick={run}>
        Recompute
      </button>
      <output data-runs={runs}>{outcome === undefined ? "" : JSON.stringify(outcome)}</output>
    </main>
  );
}

async function recompute(text: string): Promise<Outcome> {
  const { input, policy } = parseCase(text);
  const file = await runTwinInWorker(input, policy);
  return { file: resultDigest(file), kernel: resultDigest(referee(input, policy)) };
}
