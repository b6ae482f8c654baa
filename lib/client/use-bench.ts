"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { afterPaint } from "./after-paint";
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

/** Hashes and the canonical form are no part of what is loaded before the first item. */
const signing = () => import("./signed-answers");

/** The bench's engine for as long as the page shows it. */
export function useBench({ bountyId, address, manifestHash, key, onKeyRefused }: BenchParts): BenchEngine {
  const [engine] = useState(() => {
    const owner = `${bountyId}:${address.toLowerCase()}`;
    return new BenchEngine({
      api: benchApi(api, bountyId),
      owner,
      sign: async (answers) => (await signing()).signedAnswers(key, manifestHash, answers),
      onKeyRefused,
      tabs: (hear) => otherTabs(owner, hear),
    });
  });
  useEffect(() => {
    void engine.start();
    signing().catch(() => undefined); // fetched again when there is something to sign
    return () => engine.stop();
  }, [engine]);
  return engine;
}

/** One part of the view, at once: who shows it is drawn anew only when that part changes. */
export function useSeen<Part>(engine: BenchEngine, pick: (view: BenchView) => Part): Part {
  const read = () => pick(engine.view());
  return useSyncExternalStore(engine.subscribe, read, read);
}

/** The whole view, behind the frame that answers a key: for what stands around the item. */
export function useSeenBehind(engine: BenchEngine): BenchView {
  const [view, setView] = useState(engine.view);
  useEffect(() => {
    let here = true;
    const show = () => here && setView(engine.view());
    const ends = engine.subscribe(() => afterPaint(show));
    show(); // what has changed between the drawing and this
    return () => {
      here = false;
      ends();
    };
  }, [engine]);
  return view;
}
