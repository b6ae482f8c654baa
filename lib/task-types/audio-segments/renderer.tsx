import { lazy, Suspense } from "react";
import { ActButtons } from "../act-buttons";
import { placeOfKey, useBenchKeys, useUndoKey } from "../bench-keys";
import { labeled, type Marking, nextInHand, removed } from "../interval-marking";
import { LabelPicker } from "../label-picker";
import { SOUND_KEYS } from "../sound-keys";
import { clockOf } from "../sound-player";
import type { AnswerProps, ItemProps, Renderer, WorkProps } from "../task-type";
import { DoneButton, ThingList } from "../thing-list";
import { toneOf } from "../tones";
import { acted, heldIn, NOTHING, type Segmenting, takenBack } from "./pen";
import type { AudioSegmentsAnswer, AudioSegmentsConfig, AudioSegmentsPayload } from "./schema";

const SegmentStage = lazy(() => import("./segment-stage"));

const renderer: Renderer<AudioSegmentsConfig, AudioSegmentsPayload, AudioSegmentsAnswer, Segmenting> = {
  question: (config) => config.question,
  long: () => true,
  keys: () => [
    [["1", "…", "9"], "put this label on what is picked, or on the segment in hand"],
    [["[", "]"], "what is picked or in hand begins, ends where the player stands"],
    [[",", "."], "take the segment before or the next one in hand"],
    [["⌫"], "remove it"],
    [["Ctrl", "Z"], "undo"],
    [["Esc"], "let go"],
    [["Enter"], "done"],
    ...SOUND_KEYS,
  ],
  brief: ({ segments }) => (segments.length === 1 ? "1 segment" : `${segments.length} segments`),
  Item,
  Answer,
};
export default renderer;

function Item(props: ItemProps<AudioSegmentsConfig, AudioSegmentsPayload> & WorkProps<Segmenting>) {
  return (
    <Suspense fallback={<p className="text-ink-3">Fetching the player …</p>}>
      <SegmentStage {...props} />
    </Suspense>
  );
}

/** Labels for what is picked, what was marked, and done. */
function Answer(props: AnswerProps<AudioSegmentsConfig, AudioSegmentsPayload, AudioSegmentsAnswer, Segmenting>) {
  const { config, work = NOTHING, onWork, onAnswer, readOnly, hotkeys } = props;
  const { labels, overlap } = config;
  const { spans, at } = work;
  const change = (by: (marking: Marking) => Marking) => onWork((before = NOTHING) => acted(before, by));
  const undo = () => onWork((before = NOTHING) => takenBack(before));
  const put = (label: string) => change((before) => labeled(before, label, overlap));
  const give = () => onAnswer({ segments: spans });
  useUndoKey(hotkeys && !readOnly, undo);
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
        one="segment"
        things={spans.map(({ label, start, end }) => ({
          label,
          tone: toneOf(labels, label),
          words: `${clockOf(start)} to ${clockOf(end)}`,
        }))}
        at={at}
        disabled={readOnly}
        onSelect={(place) => change((before) => ({ ...before, pick: null, at: place }))}
        onRemove={(place) => change((before) => removed(before, place))}
      />
      <ActButtons acts={[["Undo", (work.past ?? []).length > 0, undo]]} disabled={readOnly} onAct={(act) => act()} />
      <DoneButton count={spans.length} none="Nothing to mark" disabled={readOnly} onGive={give} />
    </div>
  );
}

/** What a key does; undefined where it means nothing here. */
function actOf(key: string): ((before: Marking) => Marking) | undefined {
  if (key === "." || key === ",") return (before) => nextInHand(before, key === "." ? 1 : -1);
  if (key === "Escape") return (before) => ({ ...before, pick: null, at: null });
  if (key === "Backspace" || key === "Delete")
    return (before) => (before.at === null ? { ...before, pick: null } : removed(before, before.at));
  return undefined;
}
