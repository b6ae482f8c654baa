import { type Marking, resized, type Stretch } from "./interval-marking";
import type { Offsets } from "./text-offsets";
import { readsLeftwards, wordsOf } from "./text-words";

export type MarkingAct = (before: Marking) => Marking;

/** How what is picked, or the span in hand, is moved and stretched without a pointer. */
export type Pen = {
  /** The text reads from right to left: its next word lies on the left. */
  readonly leftwards: boolean;
  readonly nextWord: MarkingAct;
  readonly wordBefore: MarkingAct;
  readonly wordMore: MarkingAct;
  readonly wordLess: MarkingAct;
  /** One end moved by code points. */
  signs(by: 1 | -1, end: "start" | "end"): MarkingAct;
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
    leftwards: readsLeftwards(text),
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

/** What a key does with the pen; undefined for keys that mean nothing to it. Arrows go where they point. */
export function penAct(pen: Pen, key: string, shift: boolean): MarkingAct | undefined {
  if (key === (pen.leftwards ? "ArrowLeft" : "ArrowRight")) return shift ? pen.wordMore : pen.nextWord;
  if (key === (pen.leftwards ? "ArrowRight" : "ArrowLeft")) return shift ? pen.wordLess : pen.wordBefore;
  if (key === "]" || key === "[") return pen.signs(key === "]" ? 1 : -1, "end");
  if (key === "}" || key === "{") return pen.signs(key === "}" ? 1 : -1, "start");
  return undefined;
}
