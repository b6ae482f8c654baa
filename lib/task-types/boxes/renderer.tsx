import { useTranslations } from "next-intl";
import { useDrawingKeys } from "../drawing-keys";
import { arrowOf } from "../image-view";
import { LabelPicker } from "../label-picker";
import type { AnswerProps, Renderer, Say } from "../task-type";
import { DoneButton, ThingList } from "../thing-list";
import { toneOf } from "../tones";
import { BoxStage } from "./box-stage";
import {
  cornered,
  type Drawing,
  labeled,
  nextInHand,
  nothing,
  removed,
  replaced,
  shifted,
  steered,
  stretched,
} from "./drawing";
import type { Box, BoxesAnswer, BoxesConfig, BoxesPayload } from "./schema";

const renderer: Renderer<BoxesConfig, BoxesPayload, BoxesAnswer, Drawing> = {
  question: (config) => config.question,
  long: () => true,
  stage: true,
  keys: (_, say) => [
    [["1", "…", "9"], say("keyLabel")],
    [["←", "↑", "→", "↓"], say("keyMove")],
    [["Space"], say("keyCorner")],
    [[",", "."], say("keyTake")],
    [["⌫"], say("keyRemove")],
    [["Esc"], say("keyLetGo")],
    [["Enter"], say("keyDone")],
  ],
  brief: ({ boxes }, say) => say("brief", { count: boxes.length }),
  Item: BoxStage,
  Answer,
};
export default renderer;

/** Labels, what was drawn, and done. Every box can be drawn, moved and removed by keys alone. */
function Answer(props: AnswerProps<BoxesConfig, BoxesPayload, BoxesAnswer, Drawing>) {
  const t = useTranslations("types.boxes");
  const { config, payload, work: drawing = nothing(config.labels), onWork, onAnswer, readOnly, hotkeys } = props;
  const { labels } = config;
  const change = (by: (before: Drawing) => Drawing) => onWork((before = nothing(labels)) => by(before));
  const give = () => onAnswer({ boxes: drawing.boxes });
  useDrawingKeys(hotkeys && !readOnly, {
    ...{ actOf: keyActs(payload), change, enter: give, names: labels },
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
        things={drawing.boxes.map((box) => ({
          label: box.label,
          tone: toneOf(labels, box.label),
          words: t("placeOf", placeOf(box)),
        }))}
        at={drawing.at}
        disabled={readOnly}
        onSelect={(at) => change((before) => ({ ...before, at, anchor: null }))}
        onRemove={(at) => change((before) => removed(before, at))}
      />
      <p className="sr-only" role="status">
        {saying(drawing, t)}
      </p>
      <DoneButton count={drawing.boxes.length} none={t("none")} disabled={readOnly} onGive={give} />
    </div>
  );
}

/** What a key does to the drawing; undefined where it means nothing here. */
function keyActs(image: BoxesPayload) {
  return (key: string, shift: boolean): ((before: Drawing) => Drawing) | undefined => {
    const by = arrowOf(key, image, shift);
    if (by) return (before) => nudged(before, by, shift, image);
    if (key === " ") return (before) => cornered(before, image);
    if (key === "." || key === ",") return (before) => nextInHand(before, key === "." ? 1 : -1);
    if (key === "Escape") return (before) => ({ ...before, at: null, anchor: null });
    if (key === "Backspace" || key === "Delete")
      return (before) => (before.at === null ? before : removed(before, before.at));
    return undefined;
  };
}

/** Arrows move what is in hand: a box, with Shift its corner, else the cursor. */
function nudged(before: Drawing, by: { x: number; y: number }, shift: boolean, image: BoxesPayload): Drawing {
  const box = before.at === null || before.anchor ? undefined : before.boxes[before.at];
  if (!box || before.at === null) return steered(before, by, image);
  return replaced(before, before.at, shift ? stretched(box, by, image) : shifted(box, by, image));
}

const placeOf = ({ x1, y1, x2, y2 }: Box) => ({ width: x2 - x1, height: y2 - y1, x: x1, y: y1 });

/** What a screen reader says of the last move. */
function saying({ boxes, at, cursor, anchor }: Drawing, t: Say): string {
  const box = at === null ? undefined : boxes[at];
  if (box) return t("sayBox", { place: (at ?? 0) + 1, label: box.label, where: t("placeOf", placeOf(box)) });
  if (!cursor) return t("sayCount", { count: boxes.length });
  return t(anchor ? "sayCorner" : "sayCursor", { x: cursor.x, y: cursor.y });
}
