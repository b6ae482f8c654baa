import { useTranslations } from "next-intl";
import { Button } from "@/lib/ui/button";
import { ActButtons, type NamedAct } from "../act-buttons";
import { useUndoKey } from "../bench-keys";
import { useDrawingKeys } from "../drawing-keys";
import { arrowOf } from "../image-view";
import { LabelPicker } from "../label-picker";
import type { AnswerProps, Renderer, Say } from "../task-type";
import { DoneButton, ThingList } from "../thing-list";
import { toneOf } from "../tones";
import {
  canClose,
  closed,
  cornered,
  type Drawing,
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
  keys: (_, say) => [
    [["1", "…", "9"], say("keyLabel")],
    [["←", "↑", "→", "↓"], say("keyMove")],
    [["Space"], say("keyCorner")],
    [["Enter"], say("keyClose")],
    [[",", "."], say("keyTake")],
    [["PgUp", "PgDn"], say("keyTakeCorner")],
    [["+"], say("keyAdd")],
    [["⌫"], say("keyRemove")],
    [["Ctrl", "Z"], say("keyUndo")],
    [["Esc"], say("keyLetGo")],
  ],
  brief: ({ polygons }, say) => say("brief", { count: polygons.length }),
  Item: PolygonStage,
  Answer,
};
export default renderer;

/** Labels, what was drawn, and done. Every outline can be drawn, mended and removed by keys alone. */
function Answer(props: AnswerProps<PolygonsConfig, PolygonsPayload, PolygonsAnswer, Drawing>) {
  const t = useTranslations("types.polygons");
  const { config, payload, work: drawing = nothing(config.labels), onWork, onAnswer, readOnly, hotkeys } = props;
  const { labels } = config;
  const { polygons, open } = drawing.drawn;
  const change = (by: Act) => onWork((before = nothing(labels)) => by(before));
  const give = () => onAnswer({ polygons });
  useUndoKey(hotkeys && !readOnly, () => change(takenBack));
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
        one={t("one")}
        things={polygons.map(({ label, points }) => ({
          label,
          tone: toneOf(labels, label),
          words: cornersOf(points, t),
        }))}
        at={drawing.at}
        disabled={readOnly}
        onSelect={(at) => change((before) => ({ ...before, at, corner: null }))}
        onRemove={(at) => change((before) => removed(before, at))}
      />
      <p className="sr-only" role="status">
        {saying(drawing, t)}
      </p>
      <ActButtons acts={mending(drawing, t)} disabled={readOnly} onAct={change} />
      {open.length === 0 ? (
        <DoneButton count={polygons.length} none={t("none")} disabled={readOnly} onGive={give} />
      ) : (
        <Button
          kind="ink"
          className="min-h-12 max-md:sticky max-md:bottom-0"
          aria-keyshortcuts="Enter"
          disabled={readOnly || !canClose(drawing)}
          onClick={() => change(closed)}
        >
          {t("close", { corners: cornersOf(open, t) })}
        </Button>
      )}
    </div>
  );
}

/** What can be done to the outline and corner in hand. */
function mending(drawing: Drawing, t: Say): readonly NamedAct<Act>[] {
  const isOpen = drawing.drawn.open.length > 0;
  const held = inHand(drawing) !== undefined;
  return [
    [t("add"), held, split],
    [t("removeCorner"), isOpen || (held && drawing.corner !== null), takenAway],
    [t("undo"), (drawing.past ?? []).length > 0, takenBack],
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

const cornersOf = (points: Polygon["points"], t: Say): string => t("corners", { count: points.length });

/** What a screen reader says of the last move. */
function saying(drawing: Drawing, t: Say): string {
  const { drawn, at, corner, cursor } = drawing;
  const polygon = inHand(drawing);
  const place = polygon && corner !== null ? polygon.points[corner] : undefined;
  const nth = (at ?? 0) + 1;
  if (place) return t("sayCorner", { corner: (corner ?? 0) + 1, place: nth, where: place.join(", ") });
  if (polygon) return t("sayOutline", { place: nth, label: polygon.label, corners: cornersOf(polygon.points, t) });
  const words =
    drawn.open.length > 0
      ? t("sayOpen", { corners: cornersOf(drawn.open, t) })
      : t("sayCount", { count: drawn.polygons.length });
  return cursor ? t("sayWith", { words, x: cursor.x, y: cursor.y }) : words;
}
