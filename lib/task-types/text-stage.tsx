import { type MouseEvent, type ReactNode, useEffect, useMemo, useRef } from "react";
import { EMPTY, type Marking, type Stretch, spanAt } from "./interval-marking";
import type { Interval } from "./interval-votes";
import { type Offsets, offsetsOf } from "./text-offsets";
import { wordsOf } from "./text-words";
import { ALL_TONES, toneOf } from "./tones";

type Props = {
  readonly text: string;
  /** Labels of spans, for their tones. */
  readonly labels: readonly string[];
  readonly marking: Pick<Marking, "spans" | "pick" | "at">;
  readonly readOnly: boolean;
  /** A stretch was selected, or a word tapped; left out where nothing can be picked. */
  onPick?: ((pick: Stretch) => void) | undefined;
  /** A span was tapped; null: a place without one. */
  onTake(at: number | null): void;
  /** What is drawn over the text, told where its stretches are; lines stand farther apart then. */
  over?(rangeOf: (stretch: Stretch) => Range | undefined): ReactNode;
};

/**
 * The text as one node, its spans painted by the browser's own highlights: no element a span, so 2,000 of them cost no
 * layout. What is selected by pointer, finger or a tap on a word is picked; keys pick elsewhere (see the controls).
 */
export function TextStage({ text, labels, marking, readOnly, onPick, onTake, over }: Props) {
  const node = useRef<HTMLParagraphElement>(null);
  const offsets = useMemo(() => offsetsOf(text), [text]);
  const { spans, pick, at } = marking;
  const held = at === null ? undefined : spans[at];
  useMarks(node, offsets, spans, labels);
  usePicked(node, offsets, pick ?? held ?? null);
  useSelection(node, offsets, onPick && !readOnly ? onPick : undefined);

  const tap = ({ clientX, clientY }: MouseEvent) => {
    if (readOnly || (onPick && !getSelection()?.isCollapsed)) return;
    const unit = unitAt(node.current, clientX, clientY);
    if (unit === undefined) return;
    const place = offsets.toPoints(unit);
    const tapped = spanAt(spans, place);
    const word = tapped === null && onPick ? wordsOf(text, offsets).at(place) : undefined;
    if (word && word.start <= place) onPick?.(word);
    else onTake(tapped);
  };
  return (
    <div className="h-full overflow-auto" data-scroll="">
      <div className="relative max-w-[44em]">
        {/* biome-ignore lint/a11y: the keys of the whole bench do what a tap does here */}
        <p
          ref={node}
          dir="auto"
          className={`cursor-text whitespace-pre-wrap [overflow-wrap:anywhere] ${over ? "pt-5 leading-12" : "leading-8"}`}
          onClick={tap}
        >
          {text}
        </p>
        {over?.((stretch) => rangeOf(node, offsets, stretch))}
      </div>
    </div>
  );
}

/** What a stage does to a marking that nothing else hangs on. */
export const markingTaps = (onWork: (change: (before: Marking | undefined) => Marking) => void) => ({
  onPick: (pick: Stretch) => onWork((before = EMPTY) => ({ ...before, pick, at: null })),
  onTake: (at: number | null) => onWork((before = EMPTY) => ({ ...before, pick: null, at })),
});

type TextRef = React.RefObject<HTMLParagraphElement | null>;

function rangeOf(text: TextRef, offsets: Offsets, { start, end }: Stretch): Range | undefined {
  const node = text.current?.firstChild;
  if (!node) return undefined;
  const range = new Range();
  range.setStart(node, offsets.toUnits(start));
  range.setEnd(node, offsets.toUnits(end));
  return range;
}

/** Paints the spans, one highlight a tone. */
function useMarks(text: TextRef, offsets: Offsets, spans: readonly Interval[], labels: readonly string[]): void {
  useEffect(() => {
    const tones = new Map(ALL_TONES.map((tone) => [tone, new Highlight()]));
    const node = text.current?.firstChild;
    for (const { label, start, end } of node ? spans : [])
      tones.get(toneOf(labels, label))?.add(
        // Not a live one: 2,000 of those are looked through at every change of the page, of texts that are gone as well.
        new StaticRange({
          ...{ startContainer: node as Node, startOffset: offsets.toUnits(start) },
          ...{ endContainer: node as Node, endOffset: offsets.toUnits(end) },
        }),
      );
    for (const [tone, highlight] of tones) CSS.highlights.set(`tone-${tone}`, highlight);
    return () => {
      for (const tone of tones.keys()) CSS.highlights.delete(`tone-${tone}`);
    };
  }, [text, offsets, spans, labels]);
}

/** Paints what is picked or in hand, over all else, and brings it into sight. */
function usePicked(text: TextRef, offsets: Offsets, stretch: Stretch | null): void {
  const [start, end] = [stretch?.start, stretch?.end];
  useEffect(() => {
    if (start === undefined || end === undefined) return;
    const range = rangeOf(text, offsets, { start, end });
    if (!range) return;
    const highlight = new Highlight(range);
    highlight.priority = 1;
    CSS.highlights.set("picked", highlight);
    const frame = text.current?.closest("[data-scroll]");
    const [box, room] = [range.getBoundingClientRect(), frame?.getBoundingClientRect()];
    if (frame && room && (box.top < room.top || box.bottom > room.bottom))
      frame.scrollTop += box.top - room.top - room.height / 3;
    return () => void CSS.highlights.delete("picked");
  }, [text, offsets, start, end]);
}

/** Hears what is selected in the text. A selection that only collapses is kept: buttons beside the text do that. */
function useSelection(text: TextRef, offsets: Offsets, onPick: ((pick: Stretch) => void) | undefined): void {
  const latest = useRef(onPick);
  latest.current = onPick;
  const on = onPick !== undefined;
  useEffect(() => {
    if (!on) return;
    const heard = () => {
      const selection = getSelection();
      const node = text.current?.firstChild;
      if (!selection || selection.isCollapsed || selection.rangeCount === 0 || !node) return;
      const range = selection.getRangeAt(0);
      if (range.startContainer !== node || !range.intersectsNode(node)) return;
      const end = range.endContainer === node ? range.endOffset : (node.textContent?.length ?? 0);
      const pick = { start: offsets.toPoints(range.startOffset), end: offsets.toPoints(end) };
      if (pick.start < pick.end) latest.current?.(pick);
    };
    document.addEventListener("selectionchange", heard);
    return () => document.removeEventListener("selectionchange", heard);
  }, [text, offsets, on]);
}

/** Which UTF-16 unit of the text lies under a point of the window. */
function unitAt(text: HTMLElement | null, x: number, y: number): number | undefined {
  const found = "caretPositionFromPoint" in document ? document.caretPositionFromPoint(x, y) : undefined;
  if (found) return found.offsetNode === text?.firstChild ? found.offset : undefined;
  const range = document.caretRangeFromPoint(x, y);
  return range && range.startContainer === text?.firstChild ? range.startOffset : undefined;
}
