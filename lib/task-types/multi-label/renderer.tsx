import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { Button } from "@/lib/ui/button";
import { GhostOption } from "@/lib/ui/ghost-option";
import { hotkeyAt, placeOfKey, useBenchKeys } from "../bench-keys";
import { isLong, ShownItem } from "../shown-item";
import type { AnswerProps, Renderer } from "../task-type";
import type { MultiLabelAnswer, MultiLabelConfig, MultiLabelPayload } from "./schema";

/** The labels that are on so far. */
type Work = readonly string[];

const renderer: Renderer<MultiLabelConfig, MultiLabelPayload, MultiLabelAnswer, Work> = {
  question: (config) => config.question,
  long: isLong,
  keys: (_, say) => [
    [["1", "…", "9"], say("keyToggle")],
    [["Enter"], say("keyDone")],
  ],
  brief: ({ labels }, say) => (labels.length === 0 ? say("none") : labels.join(", ")),
  Item: ({ payload, assetUrl }) => <ShownItem content={payload} assetUrl={assetUrl} />,
  Answer,
};
export default renderer;

/** Keys put labels on and take them off; Enter gives the answer. */
function Answer(props: AnswerProps<MultiLabelConfig, MultiLabelPayload, MultiLabelAnswer, Work>) {
  const t = useTranslations("types.multi-label");
  const { config, work: chosen = [], onWork, onAnswer, suggestion, readOnly, hotkeys } = props;
  const { labels, none } = config;
  const complete = none || chosen.length > 0;
  const toggle = useCallback(
    (label: string) =>
      onWork((before = []) => labels.filter((one) => (one === label ? !before.includes(one) : before.includes(one)))),
    [labels, onWork],
  );
  const give = () => onAnswer({ labels: chosen });
  useBenchKeys(hotkeys && !readOnly, (key) => {
    const label = labels[placeOfKey(key)];
    if (key === "Enter" && complete) give();
    else if (label !== undefined) toggle(label);
    return key === "Enter" || label !== undefined;
  });

  return (
    <div className="ui-options">
      {labels.map((label, i) => (
        <GhostOption
          key={label}
          {...hotkeyAt(i)}
          selected={chosen.includes(label)}
          {...(suggestion?.answer.labels.includes(label) ? { suggestion: { confidence: suggestion.confidence } } : {})}
          disabled={readOnly}
          onClick={() => toggle(label)}
        >
          <bdi>{label}</bdi>
        </GhostOption>
      ))}
      <Button kind="ink" disabled={readOnly || !complete} aria-keyshortcuts="Enter" onClick={give}>
        {t(chosen.length === 0 && none ? "noneApplies" : "done")}
      </Button>
    </div>
  );
}
