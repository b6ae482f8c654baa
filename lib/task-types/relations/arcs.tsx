import { useLayoutEffect, useRef, useState } from "react";
import type { Stretch } from "../interval-marking";
import type { Interval } from "../interval-votes";
import { toneOf } from "../tones";
import type { Relation } from "./schema";

type Props = {
  readonly spans: readonly Interval[];
  readonly relations: readonly Relation[];
  readonly labels: readonly string[];
  /** The relation in hand. */
  readonly at: number | null;
  /** The span that the next relation leads from. */
  readonly from: number | null;
  /** Where a stretch of the text is drawn, once it is. */
  rangeOf(stretch: Stretch): Range | undefined;
};

/** The middle of a span's upper edge, pixels of the text. */
type Foot = { readonly x: number; readonly y: number };
type Arc = { readonly tail: Foot; readonly head: Foot };

const LOWEST_PX = 10;
const HIGHEST_PX = 20;
/** More names than these would cover each other. */
const MOST_NAMED = 40;

/** Arrows over the text from span to span; what they say stands in the list beside it. */
export function Arcs({ spans, relations, labels, at, from, rangeOf }: Props) {
  const frame = useRef<SVGSVGElement>(null);
  const feet = useFeet(frame, spans, relations, from, rangeOf);
  const head = from === null ? undefined : feet.get(from);
  return (
    <svg ref={frame} className="ui-arcs" aria-hidden>
      <defs>
        <marker
          id="arc-end"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="9"
          markerHeight="9"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0L8 4L0 8Z" fill="context-stroke" />
        </marker>
      </defs>
      {relations.map(({ label, from: one, to: other }, i) => {
        const [tail, end] = [feet.get(one), feet.get(other)];
        if (!tail || !end) return null;
        const key = `${one} ${other} ${label}`;
        const name = relations.length <= MOST_NAMED || i === at ? label : undefined;
        return (
          <ArcShape key={key} arc={{ tail, head: end }} tone={toneOf(labels, label)} held={i === at} name={name} />
        );
      })}
      {head && <circle className="ui-arc-head" cx={head.x} cy={head.y - 5} r={5} />}
    </svg>
  );
}

type ShapeProps = {
  readonly arc: Arc;
  readonly tone: number;
  readonly held: boolean;
  readonly name: string | undefined;
};

function ArcShape({ arc: { tail, head }, tone, held, name }: ShapeProps) {
  const rise = Math.min(HIGHEST_PX, LOWEST_PX + Math.abs(head.x - tail.x) / 20);
  const top = Math.min(tail.y, head.y) - rise;
  const d = `M${tail.x} ${tail.y}C${tail.x} ${top} ${head.x} ${top} ${head.x} ${head.y}`;
  // The curve's middle: an eighth of its ends, three of its handles each.
  const middle = { x: (tail.x + head.x) / 2, y: (tail.y + head.y + 6 * top) / 8 };
  return (
    <g data-tone={tone}>
      <path className="ui-arc" data-at={held ? "" : undefined} d={d} markerEnd="url(#arc-end)" />
      {name !== undefined && (
        <text className="ui-arc-name" x={middle.x} y={middle.y} textAnchor="middle">
          {name}
        </text>
      )}
    </g>
  );
}

/** Where the spans that are related stand, measured after the text was laid out, and again when it is anew. */
function useFeet(
  frame: React.RefObject<SVGSVGElement | null>,
  spans: readonly Interval[],
  relations: readonly Relation[],
  from: number | null,
  rangeOf: (stretch: Stretch) => Range | undefined,
): ReadonlyMap<number, Foot> {
  const [feet, setFeet] = useState<ReadonlyMap<number, Foot>>(new Map());
  const latest = useRef(rangeOf);
  latest.current = rangeOf;
  useLayoutEffect(() => {
    const svg = frame.current;
    if (!svg) return;
    const related = new Set(relations.flatMap((relation) => [relation.from, relation.to]));
    if (from !== null) related.add(from);
    const measure = () => {
      const origin = svg.getBoundingClientRect();
      const found = new Map<number, Foot>();
      for (const place of related) {
        const span = spans[place];
        const [first] = (span && latest.current(span)?.getClientRects()) ?? [];
        if (first) found.set(place, { x: (first.left + first.right) / 2 - origin.left, y: first.top - origin.top });
      }
      setFeet(found);
    };
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(svg);
    return () => watcher.disconnect();
  }, [frame, spans, relations, from]);
  return feet;
}
