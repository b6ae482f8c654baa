import { type MouseEvent, useEffect, useMemo, useRef } from "react";
import { EMPTY, type Marking, type Stretch, spanAt } from "../interval-marking";
import type { Interval } from "../interval-votes";
import type { ItemProps, WorkProps } from "../task-type";
import { ALL_TONES, toneOf } from "../tones";
import { type Offsets, offsetsOf } from "./offsets";
import type { SpansConfig, SpansPayload } from "./schema";
import { wordsOf } from "./words";

/**
 * The text as one node, its spans painted by the browser's own highlights: no element a span, so 2,000 of them cost no
 * layout. What is selected by pointer, finger or a tap on a word is picked; keys pick elsewhere (see the controls).
 */
export function TextStage(props: ItemProps<SpansConfig, SpansPayload> & WorkProps<Marking>) {
  const { config, payload, work = EMPTY, onWork, readOnly } = props;
  const text = useRef<HTMLParagraphElement>(null);
  const offsets = useMemo(() => offsetsOf(payload.text), [payload.text]);
  const held = work.at === null ? undefined : work.spans[work.at];
  useMarks(text, offsets, work.spans, config.labels);
  usePicked(text, offsets, work.pick ?? held ?? null);
  useSelection(text, offsets, readOnly, (pick) => onWork((before = EMPTY) => ({ ...before, pick, at: null })));

  const tap = ({ clientX, clientY }: MouseEvent) => {
    if (readOnly || !getSelection()?.isCollapsed) return;
    const unit = unitAt(text.current, clientX, clientY);
    if (unit === undefined) return;
    const place = offsets.toPoints(unit);
    onWork((before = EMPTY) => {
      const at = spanAt(before.spans, place);
      const word = wordsOf(payload.text, offsets).at(place);
      const pick = at === null && word && word.start <= place ? word : null;
      return { ...before, at, pick };
    });
  };
  return (
    <div className="h-full overflow-auto" data-scroll="">
      {/* biome-ignore lint/a11y: the keys of the whole bench do what a tap does here */}
      <p
        ref={text}
        dir="auto"
        className="max-w-[44em] cursor-text whitespace-pre-wrap leading-8 [overflow-wrap:anywhere]"
        onClick={tap}
      >
        {payload.text}
      </p>
    </div>
  );
}

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
    for (const span of spans) {
      const range = rangeOf(text, offsets, span);
      if (range) tones.get(toneOf(labels, span.label))?.add(range);
    }
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
    const frame = text.current?.parentElement;
    const [box, room] = [range.getBoundingClientRect(), frame?.getBoundingClientRect()];
    if (frame && room && (box.top < room.top || box.bottom > room.bottom))
      frame.scrollTop += box.top - room.top - room.height / 3;
    return () => void CSS.highlights.delete("picked");
  }, [text, offsets, start, end]);
}

/** Hears what is selected in the text. A selection that only collapses is kept: buttons beside the text do that. */
function useSelection(text: TextRef, offsets: Offsets, off: boolean, onPick: (pick: Stretch) => void): void {
  const latest = useRef(onPick);
  latest.current = onPick;
  useEffect(() => {
    if (off) return;
    const heard = () => {
      const selection = getSelection();
      const node = text.current?.firstChild;
      if (!selection || selection.isCollapsed || selection.rangeCount === 0 || !node) return;
      const range = selection.getRangeAt(0);
      if (range.startContainer !== node || !range.intersectsNode(node)) return;
      const end = range.endContainer === node ? range.endOffset : (node.textContent?.length ?? 0);
      const pick = { start: offsets.toPoints(range.startOffset), end: offsets.toPoints(end) };
      if (pick.start < pick.end) latest.current(pick);
    };
    document.addEventListener("selectionchange", heard);
    return () => document.removeEventListener("selectionchange", heard);
  }, [text, offsets, off]);
}

/** Which UTF-16 unit of the text lies under a point of the window. */
function unitAt(text: HTMLElement | null, x: number, y: number): number | undefined {
  const found = "caretPositionFromPoint" in document ? document.caretPositionFromPoint(x, y) : undefined;
  if (found) return found.offsetNode === text?.firstChild ? found.offset : undefined;
  const range = document.caretRangeFromPoint(x, y);
  return range && range.startContainer === text?.firstChild ? range.startOffset : undefined;
}
