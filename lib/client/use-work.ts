"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { afterPaint } from "./after-paint";
import { localStore } from "./local-store";

/** Answers in the making of so many items stay in memory, so that one taken back is there as it was. */
const KEPT = 8;
const DAY_MS = 86_400_000;
const idOf = (token: string) => `work:${token}`;

type Works = ReadonlyMap<string, unknown>;

/**
 * The answer in the making of the lease `token`, kept in this browser at every change: a closed tab or a crash loses none
 * of it. Undefined until something was done.
 */
export function useWork(token: string | undefined): {
  readonly work: unknown;
  onWork(change: (before: unknown) => unknown): void;
} {
  const [works, setWorks] = useState<Works>(new Map());
  const known = token !== undefined && works.has(token);
  const work = token === undefined ? undefined : works.get(token);

  useEffect(() => {
    void forgetBefore(Date.now() - DAY_MS).catch(() => undefined);
  }, []);
  useEffect(() => {
    if (token === undefined || known) return;
    let here = true;
    const put = (found: unknown) =>
      here && found !== undefined && setWorks((old) => (old.has(token) ? old : withOne(old, token, found)));
    // A browser that keeps nothing can still be worked in.
    afterPaint(
      () =>
        here &&
        void kept(token)
          .then(put)
          .catch(() => undefined),
    );
    return () => {
      here = false;
    };
  }, [token, known]);
  useEffect(() => {
    if (token === undefined || work === undefined) return;
    afterPaint(() => {
      localStore()
        .then(({ drafts }) => drafts.put({ id: idOf(token), value: work, atMs: Date.now() }))
        .catch(() => undefined);
    });
  }, [token, work]);

  const shown = useRef(token);
  useLayoutEffect(() => {
    shown.current = token;
  }, [token]);
  // The same function over all items, so that a new item alone draws no control anew.
  const onWork = useCallback((change: (before: unknown) => unknown) => {
    const { current } = shown;
    if (current !== undefined) setWorks((old) => withOne(old, current, change(old.get(current))));
  }, []);
  return { work, onWork };
}

function withOne(works: Works, token: string, work: unknown): Works {
  const others = [...works].filter(([other]) => other !== token);
  return new Map([...others.slice(1 - KEPT), [token, work]]);
}

const kept = async (token: string) => (await (await localStore()).drafts.get(idOf(token)))?.value;

const forgetBefore = async (ms: number) => {
  const { drafts } = await localStore();
  await drafts
    .where("id")
    .startsWith(idOf(""))
    .filter(({ atMs }) => atMs < ms)
    .delete();
};
