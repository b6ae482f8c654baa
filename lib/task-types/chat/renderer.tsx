import { useTranslations } from "next-intl";
import { Button } from "@/lib/ui/button";
import { GhostOption } from "@/lib/ui/ghost-option";
import { hotkeyAt, placeOfKey, useBenchKeys } from "../bench-keys";
import type { AnswerProps, Renderer, Say } from "../task-type";
import { Conversation } from "./conversation";
import { answerOf, type Judging, judged, movedTo, rated, takenOff, unjudged } from "./judging";
import { type ChatAnswer, type ChatConfig, type ChatPayload, ratedPlaces } from "./schema";

const renderer: Renderer<ChatConfig, ChatPayload, ChatAnswer, Judging> = {
  question: (config) => config.question,
  long: () => true,
  stage: true,
  keys: (_, say) => [
    [["1", "…", "9"], say("keyRate")],
    [["↑", "↓"], say("keyMove")],
    [["⌫"], say("keyOff")],
    [["Enter"], say("keyDone")],
  ],
  brief: ({ ratings, verdict }) => `${ratings.join(" ")} · ${verdict}`,
  Item: Conversation,
  Answer,
};
export default renderer;

/** How many messages are rated, the verdict, and done. Keys rate the message that is up, then choose the verdict. */
function Answer(props: AnswerProps<ChatConfig, ChatPayload, ChatAnswer, Judging>) {
  const t = useTranslations("types.chat");
  const { config, payload, work, onWork, onAnswer, readOnly, hotkeys } = props;
  const { labels, lowest, highest } = config;
  const count = ratedPlaces(payload, config).length;
  const judging = work ?? unjudged(count);
  const change = (by: (before: Judging) => Judging) => onWork((before = unjudged(count)) => by(before));
  const answer = answerOf(judging);
  const atVerdict = judging.at >= count;
  useBenchKeys(hotkeys && !readOnly, (key) => {
    const place = placeOfKey(key);
    const label = atVerdict ? labels[place] : undefined;
    if (key === "Enter") {
      if (answer) onAnswer(answer);
    } else if (key === "ArrowUp") change((before) => movedTo(before, before.at - 1));
    else if (key === "ArrowDown") change((before) => movedTo(before, before.at + 1));
    else if (key === "Backspace") change(takenOff);
    else if (label !== undefined) change((before) => judged(before, label));
    else if (!atVerdict && place >= 0 && place <= highest - lowest)
      change((before) => rated(before, before.at, lowest + place));
    else return false;
    return true;
  });
  const done = judging.ratings.filter((value) => value !== null).length;
  return (
    <div className="grid gap-3">
      <p className="text-sm text-ink-3" role="status">
        {statusWords(t, done, count, judging.verdict)}
      </p>
      <div className="ui-options" data-size={labels.length > 8 ? "small" : undefined}>
        {labels.map((label, i) => (
          <GhostOption
            key={label}
            {...(atVerdict ? hotkeyAt(i) : {})}
            selected={judging.verdict === label}
            disabled={readOnly}
            onClick={() => change((before) => judged(before, label))}
          >
            <bdi>{label}</bdi>
          </GhostOption>
        ))}
      </div>
      <Button
        kind="ink"
        className="min-h-12 max-md:sticky max-md:bottom-0"
        disabled={readOnly || !answer}
        aria-keyshortcuts="Enter"
        onClick={() => answer && onAnswer(answer)}
      >
        {answer ? t("done") : leftWords(t, count - done, judging.verdict === null)}
      </Button>
    </div>
  );
}

function statusWords(t: Say, done: number, count: number, verdict: string | null): string {
  if (done < count) return t("rated", { done, count });
  return t(verdict === null ? "verdictOpen" : "allRated");
}

function leftWords(t: Say, messages: number, verdict: boolean): string {
  if (messages === 0) return t("verdictLeft");
  return t(verdict ? "leftBoth" : "left", { count: messages });
}
