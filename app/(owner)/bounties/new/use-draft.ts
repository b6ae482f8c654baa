"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "@/lib/client/browser-api";
import { localStore } from "@/lib/client/local-store";
import { type Draft, EMPTY, termsOf } from "./draft";
import type { ImportReport } from "./upload";

const KEY = "new-bounty";
const SAVE_MS = 400;
/** The server is told less often than this browser. */
const PUSH_MS = 1500;

export type Saved = {
  readonly draft: Draft;
  readonly report: ImportReport | null;
  /** Of a draft from the server: when it closes. Shown in the viewer's own time, which only the browser knows. */
  readonly deadlineS?: number | null;
};

/**
 * The form's state. Kept in this browser while it is typed, and on the server from the first file on; `resume` is a
 * draft that the server has. `ready` is false until what was kept has been read.
 */
export function useDraft(decimals: number, resume: Saved | null, signedIn: boolean) {
  const untitled = useTranslations("wizard")("untitled");
  const key = resume?.draft.bountyId ? `${KEY}:${resume.draft.bountyId}` : KEY;
  const [saved, setSaved] = useState<Saved>({ draft: EMPTY, report: null });
  const [ready, setReady] = useState(false);
  const [savedAtMs, setSavedAtMs] = useState<number>();
  const latest = useRef(saved);
  latest.current = saved;

  useEffect(() => {
    setReady(false);
    kept(key, resume)
      .catch(() => undefined)
      .then((found) => setSaved(withMoment(found ?? resume ?? { draft: EMPTY, report: null })))
      .finally(() => setReady(true));
  }, [key, resume]);
  useEffect(() => {
    if (!ready) return;
    const timer = setTimeout(() => {
      localStore()
        .then(({ drafts }) => drafts.put({ id: key, value: saved, atMs: Date.now() }))
        .then(() => setSavedAtMs(Date.now()))
        .catch(() => setSavedAtMs(undefined));
    }, SAVE_MS);
    return () => clearTimeout(timer);
  }, [key, saved, ready]);

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
      const terms = termsOf(draft, decimals, untitled);
      if (draft.bountyId) {
        await api.send("PATCH", `/api/v1/bounties/${draft.bountyId}`, terms);
        return draft.bountyId;
      }
      const { id } = await api.send<{ id: string }>("POST", "/api/v1/bounties", terms);
      change({ ...part, bountyId: id });
      return id;
    },
    [change, decimals, untitled],
  );

  useEffect(() => {
    if (!ready || !signedIn || !saved.draft.bountyId) return;
    const { bountyId } = saved.draft;
    const timer = setTimeout(() => {
      // What the server refuses while it is half typed is refused aloud at publishing.
      api
        .send("PATCH", `/api/v1/bounties/${bountyId}`, termsOf(saved.draft, decimals, untitled))
        .catch(() => undefined);
    }, PUSH_MS);
    return () => clearTimeout(timer);
  }, [saved.draft, ready, signedIn, decimals, untitled]);

  const forget = useCallback(async () => {
    await (await localStore()).drafts.bulkDelete(await keysOf(key, latest.current.draft.bountyId));
    setSaved(withMoment({ draft: EMPTY, report: null }));
  }, [key]);

  return { draft: saved.draft, report: saved.report, ready, savedAtMs, change, setReport, push, forget };
}

/** What this browser kept: of the resumed draft what was typed here, with the rows as the server has them now. */
async function kept(key: string, resume: Saved | null): Promise<Saved | undefined> {
  const own = await read(key);
  if (!resume) return own;
  const begun = own ?? (await read(KEY));
  return begun?.draft.bountyId === resume.draft.bountyId ? { ...begun, report: resume.report } : undefined;
}

/** Where this browser keeps a draft: under its own key, and under the new form's if it was begun there. */
async function keysOf(key: string, bountyId: string | null): Promise<string[]> {
  const begun = await read(KEY);
  return bountyId !== null && begun?.draft.bountyId === bountyId ? [key, KEY] : [key];
}

const read = async (key: string) => (await (await localStore()).drafts.get(key))?.value as Saved | undefined;

/** With a moment to close at: the draft's own, or two weeks from now. */
function withMoment({ draft: kept, report, deadlineS }: Saved): Saved {
  const { labels } = kept as { readonly labels?: readonly string[] }; // where the form of choices alone kept them
  const draft = { ...EMPTY, ...(labels ? { settings: { labels } } : {}), ...kept }; // an older form's may lack a field
  if (draft.openUntil) return { draft, report };
  const atMs = deadlineS ? deadlineS * 1000 : Date.now() + DAYS_OPEN * 86_400_000;
  return { draft: { ...draft, openUntil: localMinute(atMs) }, report };
}

const DAYS_OPEN = 14;

/** A moment as `<input type="datetime-local">` writes it. */
function localMinute(atMs: number): string {
  const then = new Date(atMs);
  then.setMinutes(then.getMinutes() - then.getTimezoneOffset(), 0, 0);
  return then.toISOString().slice(0, 16);
}
