import type { Stretch } from "./interval-marking";
import type { Offsets } from "./text-offsets";

/** Words of a text, in any language that the browser can part into words; places are code points. */
export type Words = {
  /** The word at a place, or the next one after it. */
  at(place: number): Stretch | undefined;
  after(place: number): Stretch | undefined;
  before(place: number): Stretch | undefined;
};

const parter = new Intl.Segmenter(undefined, { granularity: "word" });
/** No word is looked for farther away than this many signs between words. */
const FAR = 2_000;

/** The first letter that has a direction, as `dir="auto"` finds it. */
const FIRST_STRONG = /\p{Alphabetic}/u;
const LEFTWARDS = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Whether a text reads from right to left: as its first letter does. */
export const readsLeftwards = (text: string): boolean => LEFTWARDS.test(FIRST_STRONG.exec(text)?.[0] ?? "");

/** Finds words where they are asked for: a long text is never parted as a whole. */
export function wordsOf(text: string, offsets: Offsets): Words {
  const segments = parter.segment(text);
  const seek = (unit: number, next: (segment: Intl.SegmentData) => number): Stretch | undefined => {
    let at = unit;
    for (let tries = 0; tries < FAR && at >= 0 && at < text.length; tries++) {
      const segment = segments.containing(at);
      if (!segment) return undefined;
      if (segment.isWordLike) {
        const end = segment.index + segment.segment.length;
        return { start: offsets.toPoints(segment.index), end: offsets.toPoints(end) };
      }
      at = next(segment);
    }
    return undefined;
  };
  const onward = ({ index, segment }: Intl.SegmentData) => index + segment.length;
  return {
    at: (place) => seek(offsets.toUnits(place), onward),
    after: (place) => seek(offsets.toUnits(place), onward),
    before: (place) => seek(offsets.toUnits(place) - 1, ({ index }) => index - 1),
  };
}
