/**
 * What was drawn before, the newest last, and what was taken back, the next one to return last. Work that was kept by an older
 * version of a renderer has neither.
 */
export type Past<Drawn> = {
  readonly past?: readonly Drawn[] | undefined;
  readonly future?: readonly Drawn[] | undefined;
};

/** So many acts can be taken back … */
const MOST_PAST = 40;
/** … fewer where much is drawn: all of it is kept in the browser at every act. */
const MOST_THINGS = 20_000;
const FEWEST_PAST = 5;

/** What is drawn in a work, and the work with something else drawn and nothing in hand. */
export type Drawer<Work, Drawn> = {
  drawnIn(work: Work): Drawn;
  redrawn(work: Work, drawn: Drawn): Work;
};

/** Whether two drawings hold the same; what an act leaves as it was is mostly the same object still, so few are looked into. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [one, other] = [Object.entries(a), b as Readonly<Record<string, unknown>>];
  return one.length === Object.keys(other).length && one.every(([key, value]) => isSame(value, other[key]));
}

/** `after`, with what was drawn `before` to come back to where the act has changed it; what was taken back is then gone. An act that leaves it as it was (a label put on what has it) is none. */
export function remembered<Work extends Past<Drawn>, Drawn>(
  before: Work,
  after: Work,
  { drawnIn }: Pick<Drawer<Work, Drawn>, "drawnIn">,
): Work {
  const drawn = drawnIn(before);
  const kept = before.past ?? [];
  if (isSame(drawn, drawnIn(after))) return { ...after, past: kept, future: before.future ?? [] };
  const things = Array.isArray(drawn) ? drawn.length : 1;
  const most = Math.max(FEWEST_PAST, Math.min(MOST_PAST, Math.floor(MOST_THINGS / Math.max(1, things))));
  return { ...after, past: [...kept.slice(1 - most), drawn], future: [] };
}

/** The work before the last act that changed what is drawn, with nothing in hand. */
export function undone<Work extends Past<Drawn>, Drawn>(work: Work, { drawnIn, redrawn }: Drawer<Work, Drawn>): Work {
  const past = work.past ?? [];
  const last = past.at(-1);
  if (last === undefined) return work;
  return { ...redrawn(work, last), past: past.slice(0, -1), future: [...(work.future ?? []), drawnIn(work)] };
}

/** The work with the last act that was taken back done again. */
export function redone<Work extends Past<Drawn>, Drawn>(work: Work, { drawnIn, redrawn }: Drawer<Work, Drawn>): Work {
  const future = work.future ?? [];
  const next = future.at(-1);
  if (next === undefined) return work;
  return { ...redrawn(work, next), past: [...(work.past ?? []), drawnIn(work)], future: future.slice(0, -1) };
}

/** Whether there is anything to take back, or to do again. */
export const canUndo = ({ past }: Past<unknown>): boolean => (past ?? []).length > 0;
export const canRedo = ({ future }: Past<unknown>): boolean => (future ?? []).length > 0;
