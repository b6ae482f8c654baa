import { memo, useState } from "react";
import { ImageStage, isStill, type Stroke } from "../image-stage";
import type { Point } from "../image-view";
import { Cross, Grip } from "../stage-marks";
import type { ItemProps, WorkProps } from "../task-type";
import { toneOf } from "../tones";
import { type Drawing, moved, NOTHING, placed, pointAt, pointInHand, tapped } from "./drawing";
import type { Figure, KeypointsConfig, KeypointsPayload } from "./schema";

type Drag = { readonly from: Point; readonly to: Point; readonly held: { at: number; point: number } | undefined };

/** The picture with its figures. Only the figure under the pen is drawn anew while it moves. */
export function FigureStage(props: ItemProps<KeypointsConfig, KeypointsPayload> & WorkProps<Drawing>) {
  const { config, payload, assetUrl, work: drawing = NOTHING, onWork, readOnly } = props;
  const names = config.points;
  const [drag, setDrag] = useState<Drag>();
  const afterDrag = (before: Drawing, { held, to }: Drag): Drawing =>
    held ? moved({ ...before, ...held }, to, payload) : placed(before, to, names.length, payload);
  const shown = drag ? afterDrag(drawing, drag) : drawing;
  const held = drag?.held?.point ?? drawing.point;
  const up = ({ at: to, reach }: Stroke, cancelled: boolean) => {
    setDrag(undefined);
    if (!drag || cancelled) return;
    const still = isStill(drag.from, to, reach);
    onWork((before = NOTHING) =>
      still ? tapped(before, to, reach, names.length, payload) : afterDrag(before, { ...drag, to }),
    );
  };
  return (
    <ImageStage
      image={payload}
      src={assetUrl(payload.asset)}
      readOnly={readOnly}
      watch={drawing.cursor}
      onDown={({ at: from, reach }) => setDrag({ from, to: from, held: pointAt(drawing, from, reach) })}
      onMove={({ at: to }) => setDrag((old) => old && { ...old, to })}
      onUp={up}
      draw={(scale) => (
        <>
          {shown.figures.map((figure, i) => (
            <FigureShape
              // biome-ignore lint/suspicious/noArrayIndexKey: a figure is its place in the answer
              key={i}
              figure={figure}
              config={config}
              scale={scale}
              point={i === shown.at ? held : -1}
              held={i === shown.at}
            />
          ))}
          {drawing.cursor && !pointInHand(drawing) && (
            <Cross at={drawing.cursor} scale={scale} tone={toneOf(names, names[drawing.point] ?? "")} />
          )}
        </>
      )}
    />
  );
}

type FigureProps = {
  readonly figure: Figure;
  readonly config: KeypointsConfig;
  readonly scale: number;
  /** The point in hand, or none. */
  readonly point: number;
  readonly held: boolean;
};

/** Bones between placed points, and the points: hidden ones hollow, the one in hand full and named. */
const FigureShape = memo(function FigureShape({
  figure,
  config: { points: names, bones },
  scale,
  point,
  held,
}: FigureProps) {
  const at = (name: string) => figure.points[names.indexOf(name)];
  const path = bones
    .map(([from, to]) => [at(from), at(to)] as const)
    .map(([a, b]) => (a && b && a[2] > 0 && b[2] > 0 ? `M${a[0]} ${a[1]}L${b[0]} ${b[1]}` : ""))
    .join("");
  return (
    <g>
      <path className="ui-shape-rim" d={path} />
      <path className="ui-bone" d={path} data-at={held ? "" : undefined} />
      {figure.points.map(([x, y, visibility], i) => {
        const name = names[i] ?? "";
        if (visibility === 0) return null;
        return (
          <g key={name} data-tone={toneOf(names, name)}>
            <Grip at={{ x, y }} scale={scale} held={i === point} hidden={visibility === 1} small={!held} />
            {i === point && (
              <text className="ui-stage-name" x={x + 11 / scale} y={y - 9 / scale} fontSize={14 / scale}>
                {name}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
});
