import { memo, useState } from "react";
import { ImageStage, isStill, type Stroke } from "../image-stage";
import type { Point } from "../image-view";
import { Cross, Grip } from "../stage-marks";
import type { ItemProps, WorkProps } from "../task-type";
import { toneOf } from "../tones";
import { cornered, type Drawing, inHand, nothing, replaced, tapped } from "./drawing";
import { cornerNear, isInside, middleOf, moved, type Outline } from "./outline";
import type { Polygon, PolygonsConfig, PolygonsPayload } from "./schema";

/** What the pen does between down and up. `points` are the outline before, a corner that was just added among them. */
type Drag = { readonly from: Point; readonly to: Point } & (
  | { readonly kind: "draw" }
  | { readonly kind: "move"; readonly at: number; readonly corner: number | null; readonly points: Outline }
);

/** The picture with its outlines. Only the outline under the pen is drawn anew while it moves. */
export function PolygonStage(props: ItemProps<PolygonsConfig, PolygonsPayload> & WorkProps<Drawing>) {
  const { config, payload, assetUrl, work: drawing = nothing(config.labels), onWork, readOnly } = props;
  const { drawn, at, corner, cursor, label } = drawing;
  const [drag, setDrag] = useState<Drag>();
  const held = inHand(drawing);
  const under = drag?.kind === "move" ? movedBy(drag, payload) : held?.points;

  const down = ({ at: from, reach, shift }: Stroke) =>
    setDrag({ from, to: from, ...grasped(drawing, from, reach, shift) });
  const up = ({ at: to, reach, shift }: Stroke, cancelled: boolean) => {
    setDrag(undefined);
    if (!drag || cancelled) return;
    const still = isStill(drag.from, to, reach);
    onWork((before = nothing(config.labels)) => {
      if (drag.kind === "move" && (!still || drag.points !== inHand(before)?.points))
        return { ...replaced(before, drag.at, movedBy({ ...drag, to }, payload)), corner: drag.corner };
      if (still) return tapped(before, to, reach, shift);
      const begun = before.drawn.open.length === 0 ? cornered(before, drag.from) : before;
      return cornered(begun, to);
    });
  };
  const open = drag?.kind === "draw" && drag.to !== drag.from ? withPen(drawn.open, drag) : drawn.open;
  return (
    <ImageStage
      image={payload}
      src={assetUrl(payload.asset)}
      readOnly={readOnly}
      watch={cursor}
      onDown={down}
      onMove={({ at: to }) => setDrag((old) => old && { ...old, to })}
      onUp={up}
      draw={(scale) => (
        <>
          <Outlines polygons={drawn.polygons} labels={config.labels} hidden={under ? at : null} />
          {held && under && <OutlineShape polygon={{ ...held, points: under }} labels={config.labels} held />}
          {held && under && (
            <Grips points={under} corner={corner} scale={scale} tone={toneOf(config.labels, held.label)} />
          )}
          {open.length > 0 && (
            <OpenOutline points={open} cursor={cursor} scale={scale} tone={toneOf(config.labels, label)} />
          )}
          {cursor && !held && <Cross at={cursor} scale={scale} tone={toneOf(config.labels, label)} />}
        </>
      )}
    />
  );
}

/** What the pen takes hold of where it comes down: a corner of the outline in hand, the middle of an edge, the whole, or nothing. */
function grasped(drawing: Drawing, from: Point, reach: number, shift: boolean) {
  const points = inHand(drawing)?.points;
  const { at } = drawing;
  if (!points || at === null || drawing.drawn.open.length > 0) return { kind: "draw" } as const;
  const corner = cornerNear(points, from, reach);
  if (corner !== null) return { kind: "move", at, corner, points } as const;
  const edge = cornerNear(
    points.map((_, i) => middleOf(points, i)),
    from,
    reach,
  );
  if (edge !== null && !shift) {
    const more = points.toSpliced(edge + 1, 0, [from.x, from.y]);
    return { kind: "move", at, corner: edge + 1, points: more } as const;
  }
  if (!shift && isInside(points, from)) return { kind: "move", at, corner: null, points } as const;
  return { kind: "draw" } as const;
}

const movedBy = ({ from, to, corner, points }: Drag & { kind: "move" }, image: PolygonsPayload): Outline =>
  moved(points, corner, { x: to.x - from.x, y: to.y - from.y }, image);

/** The open outline as it would be if the pen were lifted now. */
const withPen = (open: Outline, { from, to }: Drag): Outline => [
  ...(open.length === 0 ? [[from.x, from.y] as const] : open),
  [to.x, to.y],
];

const pathOf = (points: Outline): string => points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${x} ${y}`).join("");

type OutlinesProps = {
  readonly polygons: readonly Polygon[];
  readonly labels: readonly string[];
  readonly hidden: number | null;
};

const Outlines = memo(function Outlines({ polygons, labels, hidden }: OutlinesProps) {
  return polygons.map((polygon, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: an outline is its place in the answer
    i === hidden ? null : <OutlineShape key={i} polygon={polygon} labels={labels} held={false} />,
  );
});

type ShapeProps = { readonly polygon: Polygon; readonly labels: readonly string[]; readonly held: boolean };

function OutlineShape({ polygon: { label, points }, labels, held }: ShapeProps) {
  const d = `${pathOf(points)}Z`;
  return (
    <g data-tone={toneOf(labels, label)}>
      <path className="ui-shape-rim" d={d} />
      <path className="ui-shape" fillRule="evenodd" d={d} data-at={held ? "" : undefined} />
    </g>
  );
}

type GripsProps = {
  readonly points: Outline;
  readonly corner: number | null;
  readonly scale: number;
  readonly tone: number;
};

/** Corners to move, and between them the places where one could be added. */
function Grips({ points, corner, scale, tone }: GripsProps) {
  return (
    <g data-tone={tone}>
      {points.map((_, i) => {
        const [x, y] = middleOf(points, i);
        // biome-ignore lint/suspicious/noArrayIndexKey: an edge is its place in the outline
        return <Grip key={`edge ${i}`} at={{ x, y }} scale={scale} small />;
      })}
      {points.map(([x, y], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place in the outline
        <Grip key={`corner ${i}`} at={{ x, y }} scale={scale} held={i === corner} />
      ))}
    </g>
  );
}

type OpenProps = {
  readonly points: Outline;
  readonly cursor: Point | null;
  readonly scale: number;
  readonly tone: number;
};

function OpenOutline({ points, cursor, scale, tone }: OpenProps) {
  const d = pathOf(cursor ? [...points, [cursor.x, cursor.y]] : points);
  return (
    <g data-tone={tone}>
      <path className="ui-shape-rim" d={d} />
      <path className="ui-shape" d={d} />
      {points.map(([x, y], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place in the outline
        <Grip key={i} at={{ x, y }} scale={scale} small={i > 0} held={i === 0 && points.length > 2} />
      ))}
    </g>
  );
}
