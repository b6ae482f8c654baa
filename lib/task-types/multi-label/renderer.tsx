import { useCallback, useState } from "react";
import { Button } from "@/lib/ui/button";
import { GhostOption } from "@/lib/ui/ghost-option";
import { ANSWER_KEYS, placeOfKey, useBenchKeys } from "../bench-keys";
import { isLong, ShownContent } from "../shown-content";
import type { AnswerProps, Renderer } from "../task-type";
import type { MultiLabelAnswer, MultiLabelConfig, MultiLabelPayload } from "./schema";

const renderer: Renderer<MultiLabelConfig, MultiLabelPayload, MultiLabelAnswer> = {
  question: (config) => config.question,
  long: isLong,
  brief: ({ labels }) => (labels.length === 0 ? "none" : labels.join(", ")),
  Item: ({ payload, assetUrl }) => <ShownContent content={payload} assetUrl={assetUrl} />,
  Answer,
};
export default renderer;

/** Keys put labels on and take them off; Enter gives the answer. */
function Answer(props: AnswerProps<MultiLabelConfig, MultiLabelPayload, MultiLabelAnswer>) {
  const { config, draft, onChange, suggestion, readOnly, hotkeys } = props;
  const { labels, none } = config;
  const [chosen, setChosen] = useState<readonly string[]>(draft?.labels ?? []);
  const complete = none || chosen.length > 0;
  const toggle = useCallback(
    (label: string) =>
      setChosen((before) => labels.filter((one) => (one === label ? !before.includes(one) : before.includes(one)))),
    [labels],
  );
  const give = useCallback(() => onChange({ labels: chosen }), [onChange, chosen]);
  const take = useCallback(
    (key: string) => {
      const label = labels[placeOfKey(key)];
      if (key === "Enter" && complete) give();
      else if (label !== undefined) toggle(label);
      return key === "Enter" || label !== undefined;
    },
    [labels, complete, give, toggle],
  );
  useBenchKeys(hotkeys && !readOnly, take);

  return (
    <div className="ui-options">
      {labels.map((label, i) => {
        const hotkey = ANSWER_KEYS[i];
        return (
          <GhostOption
            key={label}
            {...(hotkey === undefined ? {} : { hotkey: hotkey.toUpperCase() })}
            selected={chosen.includes(label)}
            {...(suggestion?.answer.labels.includes(label)
              ? { suggestion: { confidence: suggestion.confidence } }
              : {})}
            disabled={readOnly}
            onClick={() => toggle(label)}
          >
            {label}
          </GhostOption>
        );
      })}
      <Button kind="ink" disabled={readOnly || !complete} aria-keyshortcuts="Enter" onClick={give}>
        {chosen.length === 0 && none ? "None applies" : "Done"}
      </Button>
    </div>
  );
}
