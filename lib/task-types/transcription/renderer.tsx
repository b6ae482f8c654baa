import { useEffect, useRef } from "react";
import { Button } from "@/lib/ui/button";
import { KeyCap } from "@/lib/ui/key-cap";
import { TextArea } from "@/lib/ui/text-area";
import { isLong, ShownItem } from "../shown-item";
import type { AnswerProps, ItemProps, Renderer } from "../task-type";
import type { TranscriptionAnswer, TranscriptionConfig, TranscriptionPayload } from "./schema";

const renderer: Renderer<TranscriptionConfig, TranscriptionPayload, TranscriptionAnswer, string> = {
  question: (config) => config.question,
  long: (payload) => payload.kind === "audio" || isLong(payload),
  keys: () => [
    [["Ctrl", "Enter"], "done"],
    [["Esc"], "leave the field, for the keys of the bench"],
  ],
  brief: ({ text }) => (text === "" ? "nothing" : text.replaceAll(/\s+/g, " ").slice(0, 40)),
  Item,
  Answer,
};
export default renderer;

function Item({ payload, assetUrl }: ItemProps<TranscriptionConfig, TranscriptionPayload>) {
  if (payload.kind !== "audio") return <ShownItem content={payload} assetUrl={assetUrl} />;
  // biome-ignore lint/a11y/useMediaCaption: its words are what is asked for
  return <audio controls src={assetUrl(payload.asset)} aria-label={payload.name} className="w-full" />;
}

/** The field is ready to write in; an empty answer says that there is nothing to write. */
function Answer(props: AnswerProps<TranscriptionConfig, TranscriptionPayload, TranscriptionAnswer, string>) {
  const { config, work: written = "", onWork, onAnswer, readOnly, hotkeys } = props;
  const field = useRef<HTMLDivElement>(null);
  const text = written.normalize("NFC").trim();
  const length = [...text].length;
  const over = length > config.longest;
  const give = () => !over && onAnswer({ text });
  useEffect(() => {
    if (hotkeys) field.current?.querySelector("textarea")?.focus({ preventScroll: true });
  }, [hotkeys]);
  return (
    <div className="grid gap-3" ref={field}>
      <TextArea
        label="Your words"
        hideLabel
        hint={`${length} of ${config.longest} characters`}
        error={over ? `${length - config.longest} characters too many. Shorten it.` : undefined}
        rows={6}
        value={written}
        readOnly={readOnly}
        onChange={({ target }) => onWork(() => target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) give();
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      <Button kind="ink" disabled={readOnly || over} onClick={give}>
        {text === "" ? "Nothing to write" : "Done"}
        <span className="max-md:hidden">
          <KeyCap>Ctrl ⏎</KeyCap>
        </span>
      </Button>
    </div>
  );
}
