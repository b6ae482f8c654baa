/** What was drawn before, the newest last. Work that was kept by an older version of a renderer has none. */
export type Past<Drawn> = { readonly past?: readonly Drawn[] | undefined };

/** So many acts can be taken back. */
const MOST_PAST = 40;

/** `after`, with what was drawn `before` to come back to where the act has changed it; `drawnIn` is what is compared and kept. */
export function remembered<Work extends Past<Drawn>, Drawn>(
  before: Work,
  after: Work,
  drawnIn: (work: Work) => Drawn,
): Work {
  const drawn = drawnIn(before);
  if (drawn === drawnIn(after)) return after;
  return { ...after, past: [...(before.past ?? []).slice(1 - MOST_PAST), drawn] };
}

/** The work before the last act that changed what is drawn; `restored` puts it in place with nothing in hand. */
export function undone<Work extends Past<Drawn>, Drawn>(work: Work, restored: (drawn: Drawn) => Work): Work {
  const past = work.past ?? [];
  const last = past.at(-1);
  return last === undefined ? work : { ...restored(last), past: past.slice(0, -1) };
}
