import { useEffect } from "react";
import { GhostOption } from "@/lib/ui/ghost-option";
import type { AnswerProps, ItemProps, Renderer } from "../task-type";
import type { ChoiceAnswer, ChoiceConfig, ChoicePayload } from "./schema";

/** Keys of the labels in order: digits first, then letters that no tool of the bench uses. */
const KEYS = "123456789abcdefhijklmnopqtvwxyz";
const LONG_TEXT = 280;

const renderer: Renderer<ChoiceConfig, ChoicePayload, ChoiceAnswer> = {
  question: (config) => config.question,
  long: (payload) => payload.kind === "image" || payload.text.length > LONG_TEXT,
  brief: (answer) => answer,
  Item,
  Answer,
};
export default renderer;

function Item({ payload, assetUrl }: ItemProps<ChoiceConfig, ChoicePayload>) {
  if (payload.kind === "text") return <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{payload.text}</p>;
  return (
    <img
      src={assetUrl(payload.asset)}
      alt={payload.alt}
      width={payload.width}
      height={payload.height}
      className={payload.width < 128 ? "min-w-64 [image-rendering:pixelated]" : undefined}
      draggable={false}
    />
  );
}

function Answer(props: AnswerProps<ChoiceConfig, ChoicePayload, ChoiceAnswer>) {
  const { config, draft, onChange, suggestion, readOnly, hotkeys } = props;
  useEffect(() => {
    if (!hotkeys || readOnly) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      const chosen = labelFor(event.key, config.labels, suggestion?.answer);
      if (chosen === undefined || (event.key === "Enter" && event.target instanceof HTMLButtonElement)) return;
      event.preventDefault();
      onChange(chosen);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [config.labels, suggestion?.answer, hotkeys, readOnly, onChange]);

  return (
    <div className="ui-options">
      {config.labels.map((label, i) => {
        const hotkey = KEYS[i];
        const proposed = suggestion?.answer === label;
        return (
          <GhostOption
            key={label}
            {...(hotkey === undefined ? {} : { hotkey: hotkey.toUpperCase() })}
            selected={draft === label}
            {...(proposed ? { suggestion: { confidence: suggestion.confidence, acceptKey: "Enter" } } : {})}
            disabled={readOnly}
            onClick={() => onChange(label)}
          >
            {label}
          </GhostOption>
        );
      })}
    </div>
  );
}

/** The label that a key means: its digit or letter, or Enter for the suggested one. */
function labelFor(key: string, labels: readonly string[], suggested: string | undefined): string | undefined {
  if (key === "Enter") return suggested;
  const position = key.length === 1 ? KEYS.indexOf(key.toLowerCase()) : -1;
  return position < 0 ? undefined : labels[position];
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
