import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
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
import { soundKeys } from "../sound-keys";
import { clockOf } from "../sound-player";
import type { AnswerProps, ItemProps, Renderer, WorkProps } from "../task-type";
import { DoneButton, ThingList } from "../thing-list";
import { toneOf } from "../tones";
import type { AudioSegmentsAnswer, AudioSegmentsConfig, AudioSegmentsPayload } from "./schema";

type Act = (before: Marking) => Marking;

const SegmentStage = lazy(() => import("./segment-stage"));

const renderer: Renderer<AudioSegmentsConfig, AudioSegmentsPayload, AudioSegmentsAnswer, Marking> = {
  question: (config) => config.question,
  long: () => true,
  keys: (_, say) => [
    [["1", "…", "9"], say("keyLabel")],
    [["[", "]"], say("keyEnds")],
    [[",", "."], say("keyTake")],
    [["⌫"], say("keyRemove")],
    pastKeys(say),
    [["Esc"], say("keyLetGo")],
    [["Enter"], say("keyDone")],
    ...soundKeys(say),
  ],
  brief: ({ segments }, say) => say("brief", { count: segments.length }),
  Item,
  Answer,
};
export default renderer;

function Item(props: ItemProps<AudioSegmentsConfig, AudioSegmentsPayload> & WorkProps<Marking>) {
  const t = useTranslations("work");
  return (
    <Suspense fallback={<p className="text-ink-3">{t("fetchingPlayer")}</p>}>
      <SegmentStage {...props} />
    </Suspense>
  );
}

/** Labels for what is picked, what was marked, and done. */
function Answer(props: AnswerProps<AudioSegmentsConfig, AudioSegmentsPayload, AudioSegmentsAnswer, Marking>) {
  const t = useTranslations("types.audio-segments");
  const { config, work = EMPTY, onWork, onAnswer, readOnly, hotkeys } = props;
  const { labels, overlap } = config;
  const { spans, at } = work;
  const turn = (by: Act) => onWork((before = EMPTY) => by(before));
  const change = (by: Act) => onWork((before = EMPTY) => acted(before, by));
  const put = (label: string) => change((before) => labeled(before, label, overlap));
  const give = () => onAnswer({ segments: spans });
  usePastKeys(hotkeys && !readOnly, { undo: () => turn(takenBack), redo: () => turn(doneAgain) });
  useBenchKeys(hotkeys && !readOnly, (key) => {
    const by = actOf(key);
    const label = labels[placeOfKey(key)];
    if (by) change(by);
    else if (key === "Enter") give();
    else if (label !== undefined) put(label);
    else return false;
    return true;
  });
  return (
    <div className="grid gap-3">
      <LabelPicker
        labels={labels}
        active={at === null ? undefined : spans[at]?.label}
        disabled={readOnly || !heldIn(work)}
        onPick={put}
      />
      <ThingList
        one={t("one")}
        things={spans.map(({ label, start, end }) => ({
          label,
          tone: toneOf(labels, label),
          words: t("fromTo", { start: clockOf(start), end: clockOf(end) }),
        }))}
        at={at}
        disabled={readOnly}
        onSelect={(place) => change((before) => ({ ...before, pick: null, at: place }))}
        onRemove={(place) => change((before) => removed(before, place))}
      />
      <ActButtons acts={pastActs<Act>(t, work, takenBack, doneAgain)} disabled={readOnly} onAct={turn} />
      <DoneButton count={spans.length} none={t("none")} disabled={readOnly} onGive={give} />
    </div>
  );
}

/** What a key does; undefined where it means nothing here. */
function actOf(key: string): Act | undefined {
  if (key === "." || key === ",") return (before) => nextInHand(before, key === "." ? 1 : -1);
  if (key === "Escape") return (before) => ({ ...before, pick: null, at: null });
  if (key === "Backspace" || key === "Delete")
    return (before) => (before.at === null ? { ...before, pick: null } : removed(before, before.at));
  return undefined;
}
