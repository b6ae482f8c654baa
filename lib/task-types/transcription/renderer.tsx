import { lazy, Suspense, useEffect, useRef } from "react";
import { Button } from "@/lib/ui/button";
import { KeyCap } from "@/lib/ui/key-cap";
import { TextArea } from "@/lib/ui/text-area";
import { isLong, ShownItem } from "../shown-item";
import { SOUND_KEYS } from "../sound-keys";
import type { AnswerProps, ItemProps, Renderer, WorkProps } from "../task-type";
import type { TranscriptionAnswer, TranscriptionConfig, TranscriptionPayload } from "./schema";

/** With its player of 10 kB only where a recording is shown. */
const SoundStage = lazy(() => import("../sound-stage").then((file) => ({ default: file.SoundStage })));

const renderer: Renderer<TranscriptionConfig, TranscriptionPayload, TranscriptionAnswer, string> = {
  question: (config) => config.question,
  long: (payload) => payload.kind === "audio" || isLong(payload),
  keys: () => [[["Ctrl", "Enter"], "done"], [["Esc"], "leave the field, for the keys of the bench"], ...SOUND_KEYS],
  brief: ({ text }) => (text === "" ? "nothing" : text.replaceAll(/\s+/g, " ").slice(0, 40)),
  Item,
  Answer,
};
export default renderer;

function Item(props: ItemProps<TranscriptionConfig, TranscriptionPayload> & WorkProps<string>) {
  const { payload, assetUrl, hotkeys } = props;
  if (payload.kind !== "audio") return <ShownItem content={payload} assetUrl={assetUrl} />;
  return (
    <Suspense fallback={<p className="text-ink-3">Fetching the player …</p>}>
      <SoundStage sound={payload} src={assetUrl(payload.asset)} hotkeys={hotkeys} />
    </Suspense>
  );
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
