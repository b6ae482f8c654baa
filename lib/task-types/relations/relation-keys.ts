import { placeOfKey, useBenchKeys, usePastKeys } from "../bench-keys";
import { nextInHand, removed } from "../interval-marking";
import { type Pen, penAct } from "../text-pen";
import { type Act, doneAgain, headed, letGo, marked, nextLink, takenBack, turned, unlinked } from "./relating";
import type { RelationsConfig } from "./schema";

type Hands = {
  readonly config: RelationsConfig;
  readonly pen: Pen;
  change(act: Act): void;
  /** A label for what is picked or the span in hand. */
  name(label: string): void;
  /** A label for a relation. */
  relate(label: string): void;
  give(): void;
};

/** Keys of relations while `on`: of spans and their ends, of heads and relations, and labels of both, spans' first. */
export function useRelationKeys(on: boolean, { config, pen, change, name, relate, give }: Hands): void {
  const { given, things, labels } = config;
  const before = given ? 0 : things.length;
  usePastKeys(on, { undo: () => change(takenBack), redo: () => change(doneAgain) });
  useBenchKeys(
    on,
    (key, { shift, repeat }) => {
      const act = actOf(key) ?? (given ? undefined : markingAct(pen, key, shift));
      const place = placeOfKey(key);
      const thing = place < before ? things[place] : undefined;
      const label = place < 0 ? undefined : labels[place - before];
      if (act) change(act);
      else if (repeat) return false;
      else if (key === " ") change(headed);
      else if (key === "Backspace" || key === "Delete") change(given ? unlinkedAt : takenAway);
      else if (key === "Enter") give();
      else if (thing !== undefined) name(thing);
      else if (label !== undefined) relate(label);
      else return false;
      return true;
    },
    { repeats: true },
  );
}

const unlinkedAt: Act = (old) => (old.link === null ? old : unlinked(old, old.link));

/** The relation in hand, else the span in hand, is removed. */
const takenAway: Act = (old) => {
  const { at, link } = old;
  if (link !== null) return unlinked(old, link);
  return at === null ? old : marked(old, (marking) => removed(marking, at));
};

function actOf(key: string): Act | undefined {
  if (key === "." || key === ",")
    return (old) => ({ ...marked(old, (marking) => nextInHand(marking, key === "." ? 1 : -1)), link: null });
  if (key === "PageDown" || key === "PageUp") return (old) => nextLink(old, key === "PageDown" ? 1 : -1);
  if (key === "/") return turned;
  return key === "Escape" ? letGo : undefined;
}

/** What moves and stretches spans; undefined for other keys. */
function markingAct(pen: Pen, key: string, shift: boolean): Act | undefined {
  const by = penAct(pen, key, shift);
  return by && ((old) => marked(old, by));
}
