import { Button } from "@/lib/ui/button";
import { GhostOption } from "@/lib/ui/ghost-option";
import { hotkeyAt, placeOfKey, useBenchKeys } from "../bench-keys";
import type { AnswerProps, Renderer } from "../task-type";
import { Conversation } from "./conversation";
import { answerOf, type Judging, judged, movedTo, rated, takenOff, unjudged } from "./judging";
import { type ChatAnswer, type ChatConfig, type ChatPayload, ratedPlaces } from "./schema";

const renderer: Renderer<ChatConfig, ChatPayload, ChatAnswer, Judging> = {
  question: (config) => config.question,
  long: () => true,
  stage: true,
  keys: () => [
    [["1", "…", "9"], "rate the message that shows its keys; after the last one, choose the verdict"],
    [["↑", "↓"], "the message before or the next one, then the verdict"],
    [["⌫"], "take the last one off"],
    [["Enter"], "done, once all is rated"],
  ],
  brief: ({ ratings, verdict }) => `${ratings.join(" ")} · ${verdict}`,
  Item: Conversation,
  Answer,
};
export default renderer;

/** How many messages are rated, the verdict, and done. Keys rate the message that is up, then choose the verdict. */
function Answer(props: AnswerProps<ChatConfig, ChatPayload, ChatAnswer, Judging>) {
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
        {statusWords(done, count, judging.verdict)}
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
            {label}
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
        {answer ? "Done" : leftWords(count - done, judging.verdict === null)}
      </Button>
    </div>
  );
}

function statusWords(done: number, count: number, verdict: string | null): string {
  if (done < count) return `${done} of ${count} messages rated`;
  return verdict === null ? "All messages are rated. What is the verdict?" : "All is rated.";
}

function leftWords(messages: number, verdict: boolean): string {
  if (messages === 0) return "The verdict is left";
  return `${messages} to rate${verdict ? ", and the verdict" : ""}`;
}
