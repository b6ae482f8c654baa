"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { benchApi } from "./bench-api";
import { BenchEngine } from "./bench-engine";
import type { BenchView } from "./bench-view";
import { api } from "./browser-api";
import { otherTabs } from "./other-tabs";
import type { SubmitKey } from "./session-key";

type BenchParts = {
  readonly bountyId: string;
  readonly address: string;
  readonly manifestHash: string;
  readonly key: SubmitKey;
  readonly onKeyRefused: (reason: string) => void;
};

/** The bench's engine for as long as the page shows it, and its view. */
export function useBench({ bountyId, address, manifestHash, key, onKeyRefused }: BenchParts): {
  readonly engine: BenchEngine;
  readonly view: BenchView;
} {
  const [engine] = useState(() => {
    const owner = `${bountyId}:${address.toLowerCase()}`;
    return new BenchEngine({
      api: benchApi(api, bountyId),
      owner,
      manifestHash,
      key,
      onKeyRefused,
      tabs: (hear) => otherTabs(owner, hear),
    });
  });
  useEffect(() => {
    void engine.start();
    return () => engine.stop();
  }, [engine]);
  const view = useSyncExternalStore(engine.subscribe, engine.view, engine.view);
  return { engine, view };
}
