import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { GhostOption } from "@/lib/ui/ghost-option";
import { KeyCap } from "@/lib/ui/key-cap";
import { hotkeyAt } from "../bench-keys";
import { ShownText } from "../shown-item";
import type { ItemProps, WorkProps } from "../task-type";
import { type Judging, movedTo, rated, unjudged } from "./judging";
import { type ChatConfig, type ChatMessage, type ChatPayload, ratedPlaces } from "./schema";

/** The messages from top to bottom, the scale under each that is rated; the one that is up has the keys and is in sight. */
export function Conversation(props: ItemProps<ChatConfig, ChatPayload> & WorkProps<Judging>) {
  const t = useTranslations("types.chat");
  const { config, payload, work, onWork, readOnly, hotkeys } = props;
  const places = ratedPlaces(payload, config);
  const judging = work ?? unjudged(places.length);
  const list = useRef<HTMLOListElement>(null);
  const { at } = judging;
  useEffect(() => {
    const [frame, message] = [list.current, list.current?.querySelector<HTMLElement>("[data-up]")];
    if (!frame || !message || at === 0) return;
    const [room, box] = [frame.getBoundingClientRect(), message.getBoundingClientRect()];
    if (box.top < room.top || box.bottom > room.bottom) frame.scrollTop += box.top - room.top - room.height / 4;
  }, [at]);
  return (
    <ol ref={list} className="h-full max-w-176 overflow-auto pe-1" data-scroll="">
      {payload.messages.map((message, place) => {
        const rank = places.indexOf(place);
        return (
          <Message
            // biome-ignore lint/suspicious/noArrayIndexKey: a message is its place in the chat
            key={place}
            message={message}
            config={config}
            up={rank === at}
            rating={rank < 0 ? undefined : (judging.ratings[rank] ?? null)}
            name={t("ratingOf", { place: place + 1 })}
            readOnly={readOnly}
            hotkeys={hotkeys}
            onUp={() => rank >= 0 && onWork((before = unjudged(places.length)) => movedTo(before, rank))}
            onRate={(value) => onWork((before = unjudged(places.length)) => rated(before, rank, value))}
          />
        );
      })}
    </ol>
  );
}

type MessageProps = {
  readonly message: ChatMessage;
  readonly config: ChatConfig;
  /** Whether the keys rate this one now. */
  readonly up: boolean;
  /** Undefined where this message is not rated. */
  readonly rating: number | null | undefined;
  readonly name: string;
  readonly readOnly: boolean;
  readonly hotkeys: boolean;
  onUp(): void;
  onRate(value: number): void;
};

function Message({ message: { role, text }, config, up, rating, name, readOnly, hotkeys, onUp, onRate }: MessageProps) {
  const t = useTranslations("types.chat");
  const { lowest, highest } = config;
  const steps = Array.from({ length: highest - lowest + 1 }, (_, i) => lowest + i);
  return (
    <li
      data-up={up ? "" : undefined}
      className={`mb-3 rounded-2 border p-3 ${up ? "border-ink" : "border-rule"} ${role === "assistant" ? "bg-raised" : "ms-8 max-md:ms-4"}`}
    >
      <p className="flex items-center justify-between text-sm text-ink-3">
        {t(role)}
        {up && hotkeys && (
          <span className="max-md:hidden" aria-hidden>
            <KeyCap>{`1…${hotkeyAt(steps.length - 1).hotkey}`}</KeyCap>
          </span>
        )}
      </p>
      <ShownText>{text}</ShownText>
      {rating !== undefined && (
        <fieldset className="mt-3 min-w-0" onFocus={up ? undefined : onUp}>
          <legend className="sr-only">{name}</legend>
          <div
            className="ui-options grid-flow-col! auto-cols-[minmax(2.75rem,4.5rem)]! grid-cols-none!"
            data-size="small"
          >
            {steps.map((step) => (
              <GhostOption key={step} selected={rating === step} disabled={readOnly} onClick={() => onRate(step)}>
                {step}
              </GhostOption>
            ))}
          </div>
        </fieldset>
      )}
    </li>
  );
}
