import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ActButtons, pastActs } from "../act-buttons";
import { pastKeys, placeOfKey, useBenchKeys, usePastKeys } from "../bench-keys";
import {
  acted,
  doneAgain,
  EMPTY,
  heldIn,
  labeled,
  type Marking,
  nextInHand,
  removed,
  takenBack,
} from "../interval-marking";
import { LabelPicker } from "../label-picker";
import { ReachButtons } from "../reach-buttons";
import type { AnswerProps, ItemProps, Renderer, WorkProps } from "../task-type";
import { type Offsets, offsetsOf } from "../text-offsets";
import { type Pen, penAct, penOf } from "../text-pen";
import { markingTaps, TextStage } from "../text-stage";
import { DoneButton, ThingList } from "../thing-list";
import { toneOf } from "../tones";
import type { SpansAnswer, SpansConfig, SpansPayload } from "./schema";

type Act = (before: Marking) => Marking;

const renderer: Renderer<SpansConfig, SpansPayload, SpansAnswer, Marking> = {
  question: (config) => config.question,
  long: () => true,
  stage: true,
  keys: (_, say) => [
    [["1", "…", "9"], say("keyLabel")],
    [["←", "→"], say("keyWord")],
    [["Shift", "← →"], say("keyMore")],
    [["[", "]"], say("keySign")],
    [[",", "."], say("keyTake")],
    [["⌫"], say("keyRemove")],
    pastKeys(say),
    [["Esc"], say("keyLetGo")],
    [["Enter"], say("keyDone")],
  ],
  brief: ({ spans }, say) => say("brief", { count: spans.length }),
  Item,
  Answer,
};
export default renderer;

function Item(props: ItemProps<SpansConfig, SpansPayload> & WorkProps<Marking>) {
  const { config, payload, work = EMPTY, onWork, readOnly } = props;
  const stage = { text: payload.text, labels: config.labels, marking: work, readOnly };
  return <TextStage {...stage} {...markingTaps(onWork)} />;
}

/** Labels for what is picked, what was marked, and done; keys pick and reach without a pointer. */
function Answer(props: AnswerProps<SpansConfig, SpansPayload, SpansAnswer, Marking>) {
  const t = useTranslations("types.spans");
  const { config, payload, work: marking = EMPTY, onWork, onAnswer, readOnly, hotkeys } = props;
  const { labels, overlap } = config;
  const offsets = useMemo(() => offsetsOf(payload.text), [payload.text]);
  const pen = useMemo(() => penOf(payload.text, offsets, overlap), [payload.text, offsets, overlap]);
  const turn = (by: Act) => onWork((before = EMPTY) => by(before));
  const change = (by: Act) => turn((before) => acted(before, by));
  const put = (label: string) => {
    getSelection()?.removeAllRanges();
    change((before) => labeled(before, label, overlap));
  };
  const give = () => onAnswer({ spans: marking.spans });
  usePastKeys(hotkeys && !readOnly, { undo: () => turn(takenBack), redo: () => turn(doneAgain) });
  useBenchKeys(
    hotkeys && !readOnly,
    (key, { shift, repeat }) => {
      const by = actOf(pen, key, shift);
      const label = labels[placeOfKey(key)];
      if (by) change(by);
      else if (repeat) return false;
      else if (key === "Enter") give();
      else if (label !== undefined) put(label);
      else return false;
      return true;
    },
    { repeats: true },
  );
  const held = heldIn(marking);
  return (
    <div className="grid gap-3">
      <LabelPicker
        labels={labels}
        active={marking.at === null ? undefined : marking.spans[marking.at]?.label}
        disabled={readOnly || !held}
        onPick={put}
      />
      <p className="line-clamp-2 text-sm text-ink-3" role="status">
        {held ? t("picked", { words: wordsIn(payload.text, offsets, held) }) : t("select")}
      </p>
      {held && <ReachButtons say={t} pen={pen} disabled={readOnly} onReach={change} />}
      <ThingList
        one={t("one")}
        things={marking.spans.map((span) => ({
          label: span.label,
          tone: toneOf(labels, span.label),
          words: wordsIn(payload.text, offsets, span),
        }))}
        at={marking.at}
        disabled={readOnly}
        onSelect={(at) => change((before) => ({ ...before, pick: null, at }))}
        onRemove={(at) => change((before) => removed(before, at))}
      />
      <ActButtons acts={pastActs<Act>(t, marking, takenBack, doneAgain)} disabled={readOnly} onAct={turn} />
      <DoneButton count={marking.spans.length} none={t("none")} disabled={readOnly} onGive={give} />
    </div>
  );
}

/** What a key does; undefined where it means nothing here. */
function actOf(pen: Pen, key: string, shift: boolean): Act | undefined {
  if (key === "." || key === ",") return (before) => nextInHand(before, key === "." ? 1 : -1);
  if (key === "Escape") return (before) => ({ ...before, pick: null, at: null });
  if (key === "Backspace" || key === "Delete")
    return (before) => (before.at === null ? before : removed(before, before.at));
  return penAct(pen, key, shift);
}

const wordsIn = (text: string, offsets: Offsets, { start, end }: { start: number; end: number }): string =>
  text.slice(offsets.toUnits(start), Math.min(offsets.toUnits(end), offsets.toUnits(start) + 80));
