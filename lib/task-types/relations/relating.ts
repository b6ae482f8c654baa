import type { Marking } from "../interval-marking";
import type { Interval } from "../interval-votes";
import { type Drawer, type Past, redone, remembered, undone } from "../past";
import {
  givenSpans,
  MAX_RELATIONS,
  MAX_SPANS,
  type Relation,
  type RelationsConfig,
  type RelationsPayload,
  relationOrder,
} from "./schema";

/** What the answer will hold. */
type Drawn = { readonly spans: readonly Interval[]; readonly relations: readonly Relation[] };

/** Spans and relations in the making, with what is in hand. */
export type Relating = Past<Drawn> & {
  readonly drawn: Drawn;
  /** A stretch that is picked, and the span in hand. */
  readonly pick: Marking["pick"];
  readonly at: number | null;
  /** The span that the next relation leads from. */
  readonly from: number | null;
  /** The relation in hand. */
  readonly link: number | null;
};

export type Act = (before: Relating) => Relating;

const FREE = { pick: null, at: null, from: null, link: null } as const;

export const begun = (config: RelationsConfig, payload: RelationsPayload): Relating => ({
  drawn: { spans: givenSpans(config, payload), relations: [] },
  ...FREE,
});

const DRAWER: Drawer<Relating, Drawn> = {
  drawnIn: ({ drawn }) => drawn,
  redrawn: (work, drawn) => ({ ...work, ...FREE, drawn }),
};
const redrawn = (before: Relating, drawn: Drawn, held: Partial<Relating>): Relating =>
  remembered(before, { ...before, ...held, drawn }, DRAWER);
export const takenBack: Act = (work) => undone(work, DRAWER);
export const doneAgain: Act = (work) => redone(work, DRAWER);

/** The spans as what marks spans knows them. */
export const markingOf = ({ drawn, pick, at }: Relating): Marking => ({ spans: drawn.spans, pick, at });

/**
 * An act on the spans. Relations go with their spans: a span that another label or other ends is given keeps them, one that
 * is gone takes them along. More spans than an answer holds are not made.
 */
export function marked(before: Relating, by: (marking: Marking) => Marking): Relating {
  const old = markingOf(before);
  const { spans, pick, at } = by(old);
  if (spans === old.spans) return { ...before, pick, at, link: null };
  if (spans.length > MAX_SPANS) return before;
  const placeOf = movesOf(old, spans, at);
  const relations = before.drawn.relations.flatMap(({ label, from, to }) =>
    joined({ label, from: placeOf(from), to: placeOf(to) }),
  );
  const from = before.from === null ? null : (placeOf(before.from) ?? null);
  return redrawn(before, { spans, relations: inOrder(relations) }, { pick, at, from, link: null });
}

/** Where each span went: by what it is, and the one in hand wherever it is in hand now. */
function movesOf({ spans: old, pick, at: oldAt }: Marking, spans: readonly Interval[], at: number | null) {
  const places = new Map(spans.map((span, place) => [keyOf(span), place]));
  return (place: number): number | undefined => {
    if (place === oldAt && pick === null && at !== null) return at;
    const span = old[place];
    return span && places.get(keyOf(span));
  };
}

const keyOf = ({ label, start, end }: Interval): string => `${start} ${end} ${label}`;

type Loose = { readonly label: string; readonly from: number | undefined; readonly to: number | undefined };

const joined = ({ label, from, to }: Loose): Relation[] =>
  from === undefined || to === undefined || from === to ? [] : [{ label, from, to }];

/** In the one order, each once. */
function inOrder(relations: readonly Relation[]): Relation[] {
  const sorted = [...relations].sort(relationOrder);
  return sorted.filter((one, i) => i === 0 || relationOrder(sorted[i - 1] ?? one, one) !== 0);
}

/** The next relation leads from the span in hand; from none where it does already. */
export const headed: Act = (before) =>
  before.at === null
    ? before
    : { ...before, pick: null, from: before.from === before.at ? null : before.at, link: null };

/** A span is taken in hand; where spans are given and none is head yet, it is the head at once. */
export function taken(before: Relating, at: number | null, given: boolean): Relating {
  if (!given) return { ...before, pick: null, at, link: null };
  if (at === null || at === before.from) return { ...before, ...FREE };
  return { ...before, pick: null, at, from: before.from ?? at, link: null };
}

/** Whether a relation can be made of what is in hand. */
export const canLink = ({ from, at }: Relating): boolean => from !== null && at !== null && from !== at;

/** A relation of this label from the head to the span in hand, then in hand itself; else the label of the relation in hand. */
export function linked(before: Relating, label: string): Relating {
  const { drawn, from, at, link } = before;
  const held = link === null ? undefined : drawn.relations[link];
  if (from !== null && at !== null && from !== at) {
    if (drawn.relations.length >= MAX_RELATIONS) return { ...before, from: null };
    return put(before, drawn.relations, { label, from, to: at });
  }
  return held ? put(before, without(drawn.relations, link), { ...held, label }) : before;
}

/** Head and tail change places: of the relation in hand, else of what the next one is made of. */
export function turned(before: Relating): Relating {
  const { drawn, from, at, link } = before;
  const held = link === null ? undefined : drawn.relations[link];
  if (held) return put(before, without(drawn.relations, link), { ...held, from: held.to, to: held.from });
  return canLink(before) ? { ...before, from: at, at: from } : before;
}

function put(before: Relating, others: readonly Relation[], relation: Relation): Relating {
  const relations = inOrder([...others, relation]);
  const link = relations.findIndex((one) => relationOrder(one, relation) === 0);
  return redrawn(before, { ...before.drawn, relations }, { from: null, pick: null, link });
}

const without = (relations: readonly Relation[], at: number | null) => relations.filter((_, i) => i !== at);

export const unlinked = (before: Relating, link: number): Relating =>
  redrawn(before, { ...before.drawn, relations: without(before.drawn.relations, link) }, { link: null });

/** The next relation or the one before in hand, around the end. */
export function nextLink(before: Relating, by: 1 | -1): Relating {
  const count = before.drawn.relations.length;
  if (count === 0) return before;
  const link = ((before.link ?? (by === 1 ? -1 : count)) + by + count) % count;
  return { ...before, ...FREE, link };
}

export const linkTaken = (before: Relating, link: number): Relating => ({ ...before, ...FREE, link });

export const letGo: Act = (before) => ({ ...before, ...FREE });
