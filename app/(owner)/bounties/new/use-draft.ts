"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "@/lib/client/browser-api";
import { localStore } from "@/lib/client/local-store";
import { type Draft, EMPTY, termsOf } from "./draft";
import type { ImportReport } from "./upload";

const KEY = "new-bounty";
const SAVE_MS = 400;

export type Saved = { readonly draft: Draft; readonly report: ImportReport | null };

/**
 * The form's state. Kept in this browser while it is typed, and on the server from the first file on. `ready` is false
 * until what was kept has been read.
 */
export function useDraft(decimals: number) {
  const [saved, setSaved] = useState<Saved>({ draft: { ...EMPTY, openUntil: inDays(14) }, report: null });
  const [ready, setReady] = useState(false);
  const [savedAtMs, setSavedAtMs] = useState<number>();
  const latest = useRef(saved);
  latest.current = saved;

  useEffect(() => {
    localStore()
      .drafts.get(KEY)
      .then((kept) => kept && setSaved(kept.value as Saved))
      .finally(() => setReady(true));
  }, []);
  useEffect(() => {
    if (!ready) return;
    const timer = setTimeout(() => {
      void localStore()
        .drafts.put({ id: KEY, value: saved, atMs: Date.now() })
        .then(() => setSavedAtMs(Date.now()));
    }, SAVE_MS);
    return () => clearTimeout(timer);
  }, [saved, ready]);

  const change = useCallback(
    (part: Partial<Draft>) => setSaved((old) => ({ ...old, draft: { ...old.draft, ...part } })),
    [],
  );
  const setReport = useCallback((report: ImportReport | null) => setSaved((old) => ({ ...old, report })), []);

  /**
   * The draft on the server as the form stands now with `part`; made when there is none. Returns its id. `stopgap` is
   * told to the server only: rows can be read before the labels are decided.
   */
  const push = useCallback(
    async (part: Partial<Draft> = {}, stopgap: Partial<Draft> = {}): Promise<string> => {
      const draft = { ...latest.current.draft, ...part, ...stopgap };
      const terms = termsOf(draft, decimals);
      if (draft.bountyId) {
        await api.send("PATCH", `/api/v1/bounties/${draft.bountyId}`, terms);
        return draft.bountyId;
      }
      const { id } = await api.send<{ id: string }>("POST", "/api/v1/bounties", terms);
      change({ ...part, bountyId: id });
      return id;
    },
    [change, decimals],
  );

  const forget = useCallback(async () => {
    await localStore().drafts.delete(KEY);
    setSaved({ draft: { ...EMPTY, openUntil: inDays(14) }, report: null });
  }, []);

  return { draft: saved.draft, report: saved.report, ready, savedAtMs, change, setReport, push, forget };
}

/** A moment so many days from now, as `<input type="datetime-local">` writes it. */
function inDays(days: number): string {
  const then = new Date(Date.now() + days * 86_400_000);
  then.setMinutes(then.getMinutes() - then.getTimezoneOffset(), 0, 0);
  return then.toISOString().slice(0, 16);
}
