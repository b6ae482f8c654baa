import { type Marking, resized, type Stretch } from "./marking";
import type { Offsets } from "./offsets";
import { wordsOf } from "./words";

type Act = (before: Marking) => Marking;

/** How what is picked, or the span in hand, is moved and stretched without a pointer. */
export type Pen = {
  readonly nextWord: Act;
  readonly wordBefore: Act;
  readonly wordMore: Act;
  readonly wordLess: Act;
  /** One end moved by code points. */
  signs(by: 1 | -1, end: "start" | "end"): Act;
};

/** The pen for one text. Words beyond its ends leave everything as it was. */
export function penOf(text: string, offsets: Offsets, overlap: boolean): Pen {
  const words = wordsOf(text, offsets);
  const put = (before: Marking, stretch: Stretch | undefined): Marking => {
    if (!stretch || stretch.start < 0 || stretch.end > offsets.length || stretch.start >= stretch.end) return before;
    return before.at === null ? { ...before, pick: stretch } : resized(before, stretch, overlap);
  };
  const pick = (before: Marking, word: Stretch | undefined): Marking =>
    word ? { ...before, at: null, pick: word } : before;
  return {
    nextWord: (before) => pick(before, words.after(held(before)?.end ?? 0)),
    wordBefore: (before) => pick(before, words.before(held(before)?.start ?? offsets.length)),
    wordMore: (before) => {
      const stretch = held(before);
      const word = words.after(stretch?.end ?? 0);
      return word ? put(before, { start: stretch?.start ?? word.start, end: word.end }) : before;
    },
    wordLess: (before) => {
      const stretch = held(before);
      const last = stretch && words.before(stretch.end);
      const rest = last && words.before(last.start);
      return stretch && rest && rest.end > stretch.start ? put(before, { ...stretch, end: rest.end }) : before;
    },
    signs: (by, end) => (before) => {
      const stretch = held(before);
      return stretch ? put(before, { ...stretch, [end]: stretch[end] + by }) : before;
    },
  };
}

const held = ({ pick, at, spans }: Marking): Stretch | undefined => {
  const stretch = pick ?? (at === null ? undefined : spans[at]);
  return stretch && { start: stretch.start, end: stretch.end };
};

/** The same for a finger: buttons, with the names of their words. */
export const REACHES: readonly { readonly word: string; reach(pen: Pen, before: Marking): Marking }[] = [
  { word: "wordLess", reach: (pen, before) => pen.wordLess(before) },
  { word: "wordMore", reach: (pen, before) => pen.wordMore(before) },
  { word: "signLess", reach: (pen, before) => pen.signs(-1, "end")(before) },
  { word: "signMore", reach: (pen, before) => pen.signs(1, "end")(before) },
];
