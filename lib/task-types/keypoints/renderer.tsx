import { ActButtons, type NamedAct, pastActs } from "../act-buttons";
import { PAST_KEYS, usePastKeys } from "../bench-keys";
import { useDrawingKeys } from "../drawing-keys";
import { arrowOf } from "../image-view";
import { LabelPicker } from "../label-picker";
import type { AnswerProps, Renderer } from "../task-type";
import { DoneButton, ThingList } from "../thing-list";
import {
  type Drawing,
  doneAgain,
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
  keys: () => [
    [["1", "…", "9"], "take the point of that name"],
    [["←", "↑", "→", "↓"], "move the cursor, or the point in hand; with Shift by one pixel"],
    [["Space"], "set the next point at the cursor"],
    [["-"], "it is not there: on to the next point"],
    [["0"], "the point is hidden, or visible again"],
    [[",", "."], "take the figure before or the next one in hand"],
    [["⌫"], "remove the point in hand, else the figure"],
    PAST_KEYS,
    [["Esc"], "let go: the next point begins a new figure"],
    [["Enter"], "done"],
  ],
  brief: ({ figures }) => (figures.length === 1 ? "1 figure" : `${figures.length} figures`),
  Item: FigureStage,
  Answer,
};
export default renderer;

/** Points by name, the figures so far, and done. Every figure can be placed, mended and removed by keys alone. */
function Answer(props: AnswerProps<KeypointsConfig, KeypointsPayload, KeypointsAnswer, Drawing>) {
  const { config, payload, work: drawing = NOTHING, onWork, onAnswer, readOnly, hotkeys } = props;
  const names = config.points;
  const change = (by: Act) => onWork((before = NOTHING) => by(before));
  const give = () => onAnswer({ figures: drawing.figures });
  usePastKeys(hotkeys && !readOnly, { undo: () => change(takenBack), redo: () => change(doneAgain) });
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
        note={(name) => SEEN[figure?.points[names.indexOf(name)]?.[2] ?? 0]}
        onPick={(name) => change((before) => named(before, names.indexOf(name)))}
      />
      <ThingList
        one="figure"
        things={drawing.figures.map((one, i) => ({ label: `Figure ${i + 1}`, tone: 1, words: placedOf(one) }))}
        at={drawing.at}
        disabled={readOnly}
        onSelect={(at) => change((before) => taken(before, at))}
        onRemove={(at) => change((before) => removed(before, at))}
      />
      <p className="sr-only" role="status">
        {saying(drawing, names)}
      </p>
      <ActButtons acts={mending(drawing)} disabled={readOnly} onAct={change} />
      <DoneButton count={drawing.figures.length} none="Nothing to mark" disabled={readOnly} onGive={give} />
    </div>
  );
}

/** What stands beside a point's name, by its visibility. */
const SEEN = [undefined, "hidden", "set"] as const;

/** What can be done to the figure and point in hand. */
function mending(drawing: Drawing): readonly NamedAct<Act>[] {
  const figure = figureInHand(drawing) !== undefined;
  const held = pointInHand(drawing) !== undefined;
  return [
    ["Hidden", figure, veiled],
    ["Not there", figure && !held, passed],
    ["Remove point", figure, takenAway],
    ["New figure", figure, letGo],
    ...pastActs<Act>(drawing, takenBack, doneAgain),
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

const placedOf = ({ points }: Figure): string => {
  const set = points.filter(([, , visibility]) => visibility > 0).length;
  return `${set} of ${points.length} ${points.length === 1 ? "point" : "points"}`;
};

/** What a screen reader says of the last move. */
function saying(drawing: Drawing, names: readonly string[]): string {
  const { at, point, cursor, figures } = drawing;
  const figure = figureInHand(drawing);
  const held = pointInHand(drawing);
  const name = names[point] ?? "";
  if (held) return `${name} of figure ${(at ?? 0) + 1}, at ${held[0]}, ${held[1]}${held[2] === 1 ? ", hidden" : ""}`;
  const where = cursor ? `, cursor at ${cursor.x}, ${cursor.y}` : "";
  if (figure) return `Figure ${(at ?? 0) + 1}, ${placedOf(figure)}, next: ${name}${where}`;
  return `${figures.length === 1 ? "1 figure" : `${figures.length} figures`}, next: ${name}${where}`;
}
