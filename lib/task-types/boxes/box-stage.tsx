import { memo, useState } from "react";
import { ImageStage, isStill, type Stroke } from "../image-stage";
import type { Point } from "../image-view";
import { Cross, Grip } from "../stage-marks";
import type { ItemProps, WorkProps } from "../task-type";
import { toneOf } from "../tones";
import { acted, added, boxAt, boxBetween, type Drawing, heldCorner, nothing, replaced, shifted } from "./drawing";
import type { Box, BoxesConfig, BoxesPayload } from "./schema";

/** What the pen does between down and up. */
type Drag =
  | { readonly kind: "draw"; readonly from: Point; readonly to: Point }
  | { readonly kind: "resize"; readonly at: number; readonly from: Point; readonly to: Point }
  | { readonly kind: "move"; readonly at: number; readonly from: Point; readonly to: Point };

/** The picture with its boxes. Only the box under the pen is drawn anew while it moves. */
export function BoxStage(props: ItemProps<BoxesConfig, BoxesPayload> & WorkProps<Drawing>) {
  const { config, payload, assetUrl, work: drawing = nothing(config.labels), onWork, readOnly } = props;
  const { boxes, at, cursor, anchor, label } = drawing;
  const [drag, setDrag] = useState<Drag>();
  const held = at === null ? undefined : boxes[at];
  const dragged = drag && boxOf(drag, drawing, payload);

  const down = ({ at: from, reach, shift }: Stroke) => {
    const corner = held && heldCorner(held, from, reach);
    if (corner && at !== null) setDrag({ kind: "resize", at, from: corner, to: from });
    else if (held && at !== null && !shift && boxAt([held], from) === 0) setDrag({ kind: "move", at, from, to: from });
    else setDrag({ kind: "draw", from, to: from });
  };
  const up = ({ at: to, reach }: Stroke, cancelled: boolean) => {
    setDrag(undefined);
    if (!drag || cancelled) return;
    const still = isStill(drag.from, to, reach);
    const act = (before: Drawing): Drawing => {
      const box = boxOf({ ...drag, to }, before, payload);
      if (drag.kind === "resize") return replaced(before, drag.at, box);
      if (still) return { ...before, at: boxAt(before.boxes, to), anchor: null };
      return drag.kind === "move" ? replaced(before, drag.at, box) : added(before, box);
    };
    onWork((before = nothing(config.labels)) => acted(before, act));
  };
  const ghost = anchor && cursor && boxBetween(label, anchor, cursor);
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
          <Boxes boxes={boxes} labels={config.labels} hidden={drag && drag.kind !== "draw" ? drag.at : null} at={at} />
          {dragged && <BoxShape box={dragged} labels={config.labels} held />}
          {held && !drag && <Grips box={held} scale={scale} tone={toneOf(config.labels, held.label)} />}
          {ghost && <BoxShape box={ghost} labels={config.labels} held />}
          {cursor && <Cross at={cursor} scale={scale} tone={toneOf(config.labels, label)} />}
        </>
      )}
    />
  );
}

/** The box that a drag amounts to so far. */
function boxOf(drag: Drag, { boxes, label }: Drawing, image: BoxesPayload): Box | undefined {
  if (drag.kind === "draw") return boxBetween(label, drag.from, drag.to);
  const box = boxes[drag.at];
  if (!box) return undefined;
  if (drag.kind === "resize") return boxBetween(box.label, drag.from, drag.to);
  return shifted(box, { x: drag.to.x - drag.from.x, y: drag.to.y - drag.from.y }, image);
}

type BoxesProps = {
  readonly boxes: readonly Box[];
  readonly labels: readonly string[];
  readonly hidden: number | null;
  readonly at: number | null;
};

const Boxes = memo(function Boxes({ boxes, labels, hidden, at }: BoxesProps) {
  return boxes.map((box, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: a box is its place in the answer
    i === hidden ? null : <BoxShape key={i} box={box} labels={labels} held={i === at} />,
  );
});

type ShapeProps = { readonly box: Box; readonly labels: readonly string[]; readonly held: boolean };

function BoxShape({ box: { label, x1, y1, x2, y2 }, labels, held }: ShapeProps) {
  const place = { x: x1, y: y1, width: x2 - x1, height: y2 - y1 };
  return (
    <g data-tone={toneOf(labels, label)}>
      <rect className="ui-shape-rim" {...place} />
      <rect className="ui-shape" {...place} data-at={held ? "" : undefined} />
    </g>
  );
}

type GripProps = { readonly box: Box; readonly scale: number; readonly tone: number };

function Grips({ box: { x1, y1, x2, y2 }, scale, tone }: GripProps) {
  const corners = [x1, x2].flatMap((x) => [y1, y2].map((y) => ({ x, y })));
  return (
    <g data-tone={tone}>
      {corners.map((at) => (
        <Grip key={`${at.x} ${at.y}`} at={at} scale={scale} />
      ))}
    </g>
  );
}
