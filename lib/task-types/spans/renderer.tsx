import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Button } from "@/lib/ui/button";
import { placeOfKey, useBenchKeys } from "../bench-keys";
import { LabelPicker } from "../label-picker";
import type { AnswerProps, Renderer } from "../task-type";
import { DoneButton, ThingList } from "../thing-list";
import { toneOf } from "../tones";
import { EMPTY, labeled, type Marking, nextInHand, removed } from "./marking";
import { type Offsets, offsetsOf } from "./offsets";
import { type Pen, penOf, REACHES } from "./pen";
import type { SpansAnswer, SpansConfig, SpansPayload } from "./schema";
import { TextStage } from "./text-stage";

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
    [["Esc"], say("keyLetGo")],
    [["Enter"], say("keyDone")],
  ],
  brief: ({ spans }, say) => say("brief", { count: spans.length }),
  Item: TextStage,
  Answer,
};
export default renderer;

/** Labels for what is picked, what was marked, and done; keys pick and reach without a pointer. */
function Answer(props: AnswerProps<SpansConfig, SpansPayload, SpansAnswer, Marking>) {
  const t = useTranslations("types.spans");
  const { config, payload, work: marking = EMPTY, onWork, onAnswer, readOnly, hotkeys } = props;
  const { labels, overlap } = config;
  const offsets = useMemo(() => offsetsOf(payload.text), [payload.text]);
  const pen = useMemo(() => penOf(payload.text, offsets, overlap), [payload.text, offsets, overlap]);
  const change = (by: (before: Marking) => Marking) => onWork((before = EMPTY) => by(before));
  const put = (label: string) => {
    getSelection()?.removeAllRanges();
    change((before) => labeled(before, label, overlap));
  };
  const give = () => onAnswer({ spans: marking.spans });
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
  const held = marking.pick ?? (marking.at === null ? undefined : marking.spans[marking.at]);
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
      {held && (
        <div className="grid grid-cols-4 gap-1">
          {REACHES.map(({ word, reach }) => (
            <Button
              key={word}
              className="min-h-11"
              disabled={readOnly}
              onClick={() => change((old) => reach(pen, old))}
            >
              {t(word)}
            </Button>
          ))}
        </div>
      )}
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
      <DoneButton count={marking.spans.length} none={t("none")} disabled={readOnly} onGive={give} />
    </div>
  );
}

/** What a key does; undefined where it means nothing here. */
function actOf(pen: Pen, key: string, shift: boolean): ((before: Marking) => Marking) | undefined {
  if (key === "ArrowRight") return shift ? pen.wordMore : pen.nextWord;
  if (key === "ArrowLeft") return shift ? pen.wordLess : pen.wordBefore;
  if (key === "]" || key === "[") return pen.signs(key === "]" ? 1 : -1, "end");
  if (key === "}" || key === "{") return pen.signs(key === "}" ? 1 : -1, "start");
  if (key === "." || key === ",") return (before) => nextInHand(before, key === "." ? 1 : -1);
  if (key === "Escape") return (before) => ({ ...before, pick: null, at: null });
  if (key === "Backspace" || key === "Delete")
    return (before) => (before.at === null ? before : removed(before, before.at));
  return undefined;
}

const wordsIn = (text: string, offsets: Offsets, { start, end }: { start: number; end: number }): string =>
  text.slice(offsets.toUnits(start), Math.min(offsets.toUnits(end), offsets.toUnits(start) + 80));
