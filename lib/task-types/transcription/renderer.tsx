import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useRef } from "react";
import { Button } from "@/lib/ui/button";
import { KeyCap } from "@/lib/ui/key-cap";
import { TextArea } from "@/lib/ui/text-area";
import { isLong, ShownItem } from "../shown-item";
import { soundKeys } from "../sound-keys";
import type { AnswerProps, ItemProps, Renderer, WorkProps } from "../task-type";
import type { TranscriptionAnswer, TranscriptionConfig, TranscriptionPayload } from "./schema";

/** With its player of 10 kB only where a recording is shown. */
const SoundStage = lazy(() => import("../sound-stage").then((file) => ({ default: file.SoundStage })));

const renderer: Renderer<TranscriptionConfig, TranscriptionPayload, TranscriptionAnswer, string> = {
  question: (config) => config.question,
  long: (payload) => payload.kind === "audio" || isLong(payload),
  keys: (_, say) => [[["Ctrl", "Enter"], say("keyDone")], [["Esc"], say("keyLeave")], ...soundKeys(say)],
  brief: ({ text }, say) => (text === "" ? say("nothing") : text.replaceAll(/\s+/g, " ").slice(0, 40)),
  Item,
  Answer,
};
export default renderer;

function Item(props: ItemProps<TranscriptionConfig, TranscriptionPayload> & WorkProps<string>) {
  const t = useTranslations("work");
  const { payload, assetUrl, hotkeys } = props;
  if (payload.kind !== "audio") return <ShownItem content={payload} assetUrl={assetUrl} />;
  return (
    <Suspense fallback={<p className="text-ink-3">{t("fetchingPlayer")}</p>}>
      <SoundStage sound={payload} src={assetUrl(payload.asset)} hotkeys={hotkeys} />
    </Suspense>
  );
}

/** The field is ready to write in; an empty answer says that there is nothing to write. */
function Answer(props: AnswerProps<TranscriptionConfig, TranscriptionPayload, TranscriptionAnswer, string>) {
  const t = useTranslations("types.transcription");
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
        label={t("yourWords")}
        hideLabel
        hint={t("length", { length, longest: config.longest })}
        error={over ? t("tooMany", { count: length - config.longest }) : undefined}
        rows={6}
        dir="auto"
        value={written}
        readOnly={readOnly}
        onChange={({ target }) => onWork(() => target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) give();
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      <Button kind="ink" disabled={readOnly || over} onClick={give}>
        {t(text === "" ? "nothingToWrite" : "done")}
        <span className="max-md:hidden">
          <KeyCap>Ctrl ⏎</KeyCap>
        </span>
      </Button>
    </div>
  );
}
