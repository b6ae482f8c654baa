import { Button } from "@/lib/ui/button";
import { ActButtons, type NamedAct, pastActs } from "../act-buttons";
import { PAST_KEYS, usePastKeys } from "../bench-keys";
import { useDrawingKeys } from "../drawing-keys";
import { arrowOf } from "../image-view";
import { LabelPicker } from "../label-picker";
import type { AnswerProps, Renderer } from "../task-type";
import { DoneButton, ThingList } from "../thing-list";
import { toneOf } from "../tones";
import {
  canClose,
  closed,
  cornered,
  type Drawing,
  doneAgain,
  inHand,
  labeled,
  letGo,
  nextCorner,
  nextInHand,
  nothing,
  nudged,
  removed,
  split,
  takenAway,
  takenBack,
} from "./drawing";
import { PolygonStage } from "./polygon-stage";
import type { Polygon, PolygonsAnswer, PolygonsConfig, PolygonsPayload } from "./schema";

type Act = (before: Drawing) => Drawing;

const renderer: Renderer<PolygonsConfig, PolygonsPayload, PolygonsAnswer, Drawing> = {
  question: (config) => config.question,
  long: () => true,
  stage: true,
  keys: () => [
    [["1", "…", "9"], "the label of the next outline, and of the one in hand"],
    [["←", "↑", "→", "↓"], "move the cursor, or the outline or corner in hand; with Shift by one pixel"],
    [["Space"], "set a corner at the cursor"],
    [["Enter"], "close the outline; when none is open: done"],
    [[",", "."], "take the outline before or the next one in hand"],
    [["PgUp", "PgDn"], "take its corner before or the next one in hand"],
    [["+"], "add a corner behind it"],
    [["⌫"], "remove the last corner, the corner in hand, or the outline in hand"],
    PAST_KEYS,
    [["Esc"], "let go"],
  ],
  brief: ({ polygons }) => (polygons.length === 1 ? "1 outline" : `${polygons.length} outlines`),
  Item: PolygonStage,
  Answer,
};
export default renderer;

/** Labels, what was drawn, and done. Every outline can be drawn, mended and removed by keys alone. */
function Answer(props: AnswerProps<PolygonsConfig, PolygonsPayload, PolygonsAnswer, Drawing>) {
  const { config, payload, work: drawing = nothing(config.labels), onWork, onAnswer, readOnly, hotkeys } = props;
  const { labels } = config;
  const { polygons, open } = drawing.drawn;
  const change = (by: Act) => onWork((before = nothing(labels)) => by(before));
  const give = () => onAnswer({ polygons });
  usePastKeys(hotkeys && !readOnly, { undo: () => change(takenBack), redo: () => change(doneAgain) });
  useDrawingKeys(hotkeys && !readOnly, {
    actOf: (key, shift) => actOf(key, shift, payload),
    ...{ change, enter: open.length > 0 ? () => change(closed) : give, names: labels },
    pick: (label) => change((before) => labeled(before, label)),
  });
  return (
    <div className="grid gap-3">
      <LabelPicker
        labels={labels}
        active={drawing.label}
        disabled={readOnly}
        onPick={(label) => change((before) => labeled(before, label))}
      />
      <ThingList
        one="outline"
        things={polygons.map(({ label, points }) => ({ label, tone: toneOf(labels, label), words: cornersOf(points) }))}
        at={drawing.at}
        disabled={readOnly}
        onSelect={(at) => change((before) => ({ ...before, at, corner: null }))}
        onRemove={(at) => change((before) => removed(before, at))}
      />
      <p className="sr-only" role="status">
        {saying(drawing)}
      </p>
      <ActButtons acts={mending(drawing)} disabled={readOnly} onAct={change} />
      {open.length === 0 ? (
        <DoneButton count={polygons.length} none="Nothing to outline" disabled={readOnly} onGive={give} />
      ) : (
        <Button
          kind="ink"
          className="min-h-12 max-md:sticky max-md:bottom-0"
          aria-keyshortcuts="Enter"
          disabled={readOnly || !canClose(drawing)}
          onClick={() => change(closed)}
        >
          Close the outline · {cornersOf(open)}
        </Button>
      )}
    </div>
  );
}

/** What can be done to the outline and corner in hand. */
function mending(drawing: Drawing): readonly NamedAct<Act>[] {
  const isOpen = drawing.drawn.open.length > 0;
  const held = inHand(drawing) !== undefined;
  return [
    ["Add corner", held, split],
    ["Remove corner", isOpen || (held && drawing.corner !== null), takenAway],
    ...pastActs<Act>(drawing, takenBack, doneAgain),
  ];
}

/** What a key does to the drawing; undefined where it means nothing here. */
function actOf(key: string, shift: boolean, image: PolygonsPayload): Act | undefined {
  const by = arrowOf(key, image, shift);
  if (by) return (before) => nudged(before, by, image);
  const acts: Readonly<Record<string, Act>> = {
    " ": (before) => (before.cursor ? cornered(before, before.cursor) : nudged(letGo(before), { x: 0, y: 0 }, image)),
    ".": (before) => nextInHand(before, 1),
    ",": (before) => nextInHand(before, -1),
    PageDown: (before) => nextCorner(before, 1),
    PageUp: (before) => nextCorner(before, -1),
    "+": split,
    "=": split,
    Backspace: takenAway,
    Delete: takenAway,
    Escape: letGo,
  };
  return acts[key];
}

const cornersOf = (points: Polygon["points"]): string =>
  points.length === 1 ? "1 corner" : `${points.length} corners`;

/** What a screen reader says of the last move. */
function saying(drawing: Drawing): string {
  const { drawn, at, corner, cursor } = drawing;
  const polygon = inHand(drawing);
  const place = polygon && corner !== null ? polygon.points[corner] : undefined;
  if (place) return `Corner ${(corner ?? 0) + 1} of outline ${(at ?? 0) + 1}, at ${place.join(", ")}`;
  if (polygon) return `Outline ${(at ?? 0) + 1}, ${polygon.label}, ${cornersOf(polygon.points)}`;
  const where = cursor ? `, cursor at ${cursor.x}, ${cursor.y}` : "";
  return drawn.open.length > 0
    ? `Open outline, ${cornersOf(drawn.open)}${where}`
    : `${drawn.polygons.length} outlines${where}`;
}
