"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import type { SuggesterClient } from "@/lib/prelabel/suggester-client";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { ModelDto } from "./bench-api";
import type { StoredLease } from "./local-store";

export type BenchSuggestion = {
  readonly answer: unknown;
  readonly confidence: number;
  readonly model: string;
  /** It came with the data, and was not made here. */
  readonly imported?: true;
};

type Parts = {
  readonly taskType: AnyTaskType | undefined;
  readonly config: unknown;
  readonly model: ModelDto | null;
  readonly current: StoredLease | undefined;
  readonly next: readonly StoredLease[];
  assetUrl(sha256: string): string;
};

/**
 * What a model proposes for the current item: what came with the data, else what the bounty's own model says, made on this device by an
 * ONNX session in a Web Worker; the next items are asked for ahead. Nothing for items of the blind slice. A failure is told once and labeling goes on.
 */
export function useSuggestion({ taskType, config, model, current, next, assetUrl }: Parts): {
  readonly suggestion: BenchSuggestion | undefined;
  readonly failure: string | undefined;
} {
  const client = useRef<SuggesterClient>(undefined);
  const [loaded, setLoaded] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const [made, setMade] = useState<ReadonlyMap<string, BenchSuggestion>>(new Map());

  const { sha256, url } = model ?? {};
  useEffect(() => {
    if (!sha256 || !url) return;
    const abort = new AbortController();
    const { signal } = abort;
    const load = async () => {
      // Its code comes when there is a model: the first item needs none of it.
      const { SuggesterClient } = await import("@/lib/prelabel/suggester-client");
      if (signal.aborted) return;
      client.current ??= new SuggesterClient({ onFailure: setFailure });
      if (await client.current.load(url, { sha256, signal })) setLoaded(sha256);
    };
    load().catch(
      (error: unknown) => signal.aborted || setFailure(error instanceof Error ? error.message : String(error)),
    );
    return () => abort.abort();
  }, [sha256, url]);
  useEffect(
    () => () => {
      client.current?.close();
      client.current = undefined;
    },
    [],
  );

  useEffect(() => {
    if (!taskType || !loaded || loaded !== sha256) return;
    for (const lease of [current, ...next]) {
      if (!lease || lease.blind || lease.suggestion || made.has(lease.token)) continue;
      const features = taskType.features?.(lease.payload);
      if (!features) continue;
      const item = features.kind === "text" ? features : { kind: "image" as const, url: assetUrl(features.asset) };
      void client.current?.suggest(item).then((found) => {
        const answer = found && taskType.fromCategory?.(found.classIndex, config);
        if (answer === undefined || !found) return;
        setMade((old) => new Map(old).set(lease.token, { answer, confidence: found.confidence, model: loaded }));
      });
    }
  }, [loaded, sha256, current, next, made, taskType, config, assetUrl]);

  const imported = useMemo(() => current && importedOf(current), [current]);
  return { suggestion: imported ?? (current && !current.blind ? made.get(current.token) : undefined), failure };
}

function importedOf({ blind, suggestion }: StoredLease): BenchSuggestion | undefined {
  if (blind || !suggestion) return undefined;
  const { answer, model, confidenceQ16 } = suggestion;
  return { answer, model, confidence: confidenceQ16 / 65536, imported: true };
}
