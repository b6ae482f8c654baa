import { memo } from "react";
import { GhostOption } from "@/lib/ui/ghost-option";
import { hotkeyAt, placeOfKey, useBenchKeys } from "../bench-keys";
import { isLong, ShownItem } from "../shown-item";
import { SwipeHint } from "../swipe-hint";
import type { AnswerProps, Renderer } from "../task-type";
import { useSwipe } from "../use-swipe";
import type { ChoiceAnswer, ChoiceConfig, ChoicePayload } from "./schema";

const renderer: Renderer<ChoiceConfig, ChoicePayload, ChoiceAnswer> = {
  question: (config) => config.question,
  steady: true,
  long: isLong,
  keys: (_, say) => [
    [["1", "…", "9"], say("keyAnswer")],
    [["Enter"], say("keyTake")],
  ],
  brief: (answer) => answer,
  Item: ({ payload, assetUrl }) => <ShownItem content={payload} assetUrl={assetUrl} />,
  Answer,
};
export default renderer;

/** One key or one tap answers, of two labels a swipe as well. Enter takes the suggestion. */
function Answer(props: AnswerProps<ChoiceConfig, ChoicePayload, ChoiceAnswer>) {
  const { config, given, onAnswer, suggestion, readOnly, hotkeys } = props;
  useBenchKeys(hotkeys && !readOnly, (key) => {
    const label = key === "Enter" ? suggestion?.answer : config.labels[placeOfKey(key)];
    if (label !== undefined) onAnswer(label);
    return label !== undefined;
  });
  const [first = "", second = ""] = config.labels;
  const binary = config.labels.length === 2;
  const lean = useSwipe(binary && hotkeys && !readOnly, (side) => onAnswer(side === "start" ? first : second));

  return (
    <>
      <Options {...{ labels: config.labels, lean, given, suggestion, readOnly, onAnswer }} />
      {binary && hotkeys && <SwipeHint />}
    </>
  );
}

type Given = AnswerProps<ChoiceConfig, ChoicePayload, ChoiceAnswer>;
type OptionsProps = Pick<Given, "given" | "suggestion" | "readOnly" | "onAnswer"> & {
  readonly labels: readonly string[];
  readonly lean: ReturnType<typeof useSwipe>;
};

/** Most items change nothing of them: they are drawn once. */
const Options = memo(function Options({ labels, lean, given, suggestion, readOnly, onAnswer }: OptionsProps) {
  return (
    <div className="ui-options">
      {labels.map((label, i) => (
        <GhostOption
          key={label}
          {...hotkeyAt(i)}
          data-lean={(lean === "start" && i === 0) || (lean === "end" && i === 1) ? "" : undefined}
          selected={given === label}
          {...(suggestion?.answer === label
            ? { suggestion: { confidence: suggestion.confidence, acceptKey: "Enter" } }
            : {})}
          disabled={readOnly}
          onClick={() => onAnswer(label)}
        >
          <bdi>{label}</bdi>
        </GhostOption>
      ))}
    </div>
  );
});
