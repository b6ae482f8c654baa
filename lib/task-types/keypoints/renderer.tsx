import { useTranslations } from "next-intl";
import { ActButtons, type NamedAct } from "../act-buttons";
import { useUndoKey } from "../bench-keys";
import { useDrawingKeys } from "../drawing-keys";
import { arrowOf } from "../image-view";
import { LabelPicker } from "../label-picker";
import type { AnswerProps, Renderer, Say } from "../task-type";
import { DoneButton, ThingList } from "../thing-list";
import {
  type Drawing,
  figureInHand,
  letGo,
  NOTHING,
  named,
  nextInHand,
  nudged,
  passed,
  placed,
  pointInHand,
  removed,
  taken,
  takenAway,
  takenBack,
  veiled,
} from "./drawing";
import { FigureStage } from "./figure-stage";
import type { Figure, KeypointsAnswer, KeypointsConfig, KeypointsPayload } from "./schema";

type Act = (before: Drawing) => Drawing;

const renderer: Renderer<KeypointsConfig, KeypointsPayload, KeypointsAnswer, Drawing> = {
  question: (config) => config.question,
  long: () => true,
  stage: true,
  keys: (_, say) => [
    [["1", "…", "9"], say("keyName")],
    [["←", "↑", "→", "↓"], say("keyMove")],
    [["Space"], say("keySet")],
    [["-"], say("keyPass")],
    [["0"], say("keyHide")],
    [[",", "."], say("keyTake")],
    [["⌫"], say("keyRemove")],
    [["Ctrl", "Z"], say("keyUndo")],
    [["Esc"], say("keyLetGo")],
    [["Enter"], say("keyDone")],
  ],
  brief: ({ figures }, say) => say("figures", { count: figures.length }),
  Item: FigureStage,
  Answer,
};
export default renderer;

/** Points by name, the figures so far, and done. Every figure can be placed, mended and removed by keys alone. */
function Answer(props: AnswerProps<KeypointsConfig, KeypointsPayload, KeypointsAnswer, Drawing>) {
  const t = useTranslations("types.keypoints");
  const { config, payload, work: drawing = NOTHING, onWork, onAnswer, readOnly, hotkeys } = props;
  const names = config.points;
  const change = (by: Act) => onWork((before = NOTHING) => by(before));
  const give = () => onAnswer({ figures: drawing.figures });
  useUndoKey(hotkeys && !readOnly, () => change(takenBack));
  useDrawingKeys(hotkeys && !readOnly, {
    actOf: (key, shift) => actOf(key, shift, names.length, payload),
    ...{ change, enter: give, names },
    pick: (_, point) => change((before) => named(before, point)),
  });
  const figure = figureInHand(drawing);
  return (
    <div className="grid gap-3">
      <LabelPicker
        labels={names}
        active={names[drawing.point]}
        disabled={readOnly}
        note={(name) => seenWords(figure?.points[names.indexOf(name)]?.[2] ?? 0, t)}
        onPick={(name) => change((before) => named(before, names.indexOf(name)))}
      />
      <ThingList
        one={t("one")}
        things={drawing.figures.map((one, i) => ({
          label: t("figure", { place: i + 1 }),
          tone: 1,
          words: placedOf(one, t),
        }))}
        at={drawing.at}
        disabled={readOnly}
        onSelect={(at) => change((before) => taken(before, at))}
        onRemove={(at) => change((before) => removed(before, at))}
      />
      <p className="sr-only" role="status">
        {saying(drawing, names, t)}
      </p>
      <ActButtons acts={mending(drawing, t)} disabled={readOnly} onAct={change} />
      <DoneButton count={drawing.figures.length} none={t("none")} disabled={readOnly} onGive={give} />
    </div>
  );
}

/** What stands beside a point's name, by its visibility. */
const seenWords = (visibility: number, t: Say) =>
  visibility === 0 ? undefined : t(visibility === 1 ? "hidden" : "set");

/** What can be done to the figure and point in hand. */
function mending(drawing: Drawing, t: Say): readonly NamedAct<Act>[] {
  const figure = figureInHand(drawing) !== undefined;
  const held = pointInHand(drawing) !== undefined;
  return [
    [t("actHidden"), figure, veiled],
    [t("actMissing"), figure && !held, passed],
    [t("actRemove"), figure, takenAway],
    [t("actNew"), figure, letGo],
    [t("undo"), (drawing.past ?? []).length > 0, takenBack],
  ];
}

/** What a key does to the drawing; undefined where it means nothing here. */
function actOf(key: string, shift: boolean, names: number, image: KeypointsPayload): Act | undefined {
  const by = arrowOf(key, image, shift);
  if (by) return (before) => nudged(before, by, image);
  const acts: Readonly<Record<string, Act>> = {
    " ": (before) =>
      before.cursor ? placed(before, before.cursor, names, image) : nudged(letGo(before), { x: 0, y: 0 }, image),
    "-": passed,
    "0": veiled,
    ".": (before) => nextInHand(before, 1),
    ",": (before) => nextInHand(before, -1),
    Backspace: takenAway,
    Delete: takenAway,
    Escape: letGo,
  };
  return acts[key];
}

const placedOf = ({ points }: Figure, t: Say): string =>
  t("points", { set: points.filter(([, , visibility]) => visibility > 0).length, count: points.length });

/** What a screen reader says of the last move. */
function saying(drawing: Drawing, names: readonly string[], t: Say): string {
  const { at, point, cursor, figures } = drawing;
  const figure = figureInHand(drawing);
  const held = pointInHand(drawing);
  const name = names[point] ?? "";
  const place = (at ?? 0) + 1;
  if (held) return t(held[2] === 1 ? "sayPointHidden" : "sayPoint", { name, place, x: held[0], y: held[1] });
  const what = figure
    ? t("sayFigure", { place, points: placedOf(figure, t) })
    : t("figures", { count: figures.length });
  return cursor ? t("sayNextWith", { what, name, x: cursor.x, y: cursor.y }) : t("sayNext", { what, name });
}
