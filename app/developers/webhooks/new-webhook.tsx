"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { api } from "@/lib/client/browser-api";
import { useErrorWords } from "@/lib/client/use-error-words";
import { Button } from "@/lib/ui/button";
import { Checkbox } from "@/lib/ui/checkbox";
import { CodeBlock } from "@/lib/ui/code-block";
import { Notice } from "@/lib/ui/notice";
import { Section } from "@/lib/ui/section";
import { TextInput } from "@/lib/ui/text-input";
import { EVENT_NAMES, type EventName } from "@/lib/webhooks/event";

type Dashed<Name extends string> = Name extends `${infer Thing}.${infer Act}` ? `${Thing}-${Act}` : Name;

/** The name of an event's words: a dot would lead into a tree of words. */
const wordOf = (event: EventName) => event.replace(".", "-") as Dashed<EventName>;

/** Makes a webhook; shows its secret this once. */
export function NewWebhook({ onMade }: { onMade(): Promise<void> }) {
  const t = useTranslations("developers");
  const say = useErrorWords();
  const [name, setName] = useState("");
  const [url, setUrl] = useState("");
  const [events, setEvents] = useState<readonly EventName[]>(EVENT_NAMES);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [made, setMade] = useState<{ readonly name: string; readonly secret: string }>();
  const turn = (event: EventName, on: boolean) =>
    setEvents((now) => EVENT_NAMES.filter((each) => (each === event ? on : now.includes(each))));
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      setMade(await api.send("POST", "/api/v1/webhooks", { name, url, events }));
      setName("");
      setUrl("");
      await onMade();
    } catch (thrown) {
      setError(say(thrown, t("hookFailed")));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={t("makeHook")}>
      {made && (
        <div className="mb-6 grid grid-cols-1 gap-3">
          <Notice kind="gold" title={t("hookMade", { name: made.name })}>
            {t("hookMadeSays")}
          </Notice>
          <CodeBlock label={t("hookSecret")} code={made.secret} />
        </div>
      )}
      <form onSubmit={(event) => void make(event)} className="grid max-w-[640px] gap-5">
        <TextInput
          label={t("name")}
          hint={t("hookNameHint")}
          value={name}
          maxLength={100}
          required
          onChange={(event) => setName(event.target.value)}
        />
        <TextInput
          label={t("address")}
          hint={t("addressHint")}
          type="url"
          placeholder="https://example.com/assay"
          value={url}
          maxLength={2_000}
          required
          onChange={(event) => setUrl(event.target.value)}
        />
        <fieldset className="grid gap-2">
          <legend className="mb-2 font-medium">{t("itIsTold")}</legend>
          {EVENT_NAMES.map((event) => (
            <Checkbox
              key={event}
              checked={events.includes(event)}
              onChange={({ target }) => turn(event, target.checked)}
            >
              <span className="num">{event}</span> <span className="text-ink-3">{t(`event-${wordOf(event)}`)}</span>
            </Checkbox>
          ))}
        </fieldset>
        {error !== undefined && (
          <Notice kind="fail" title={t("noHookMade")} urgent>
            {error}
          </Notice>
        )}
        <div>
          <Button kind="ink" type="submit" busy={busy} disabled={events.length === 0}>
            {t("makeTheHook")}
          </Button>
        </div>
      </form>
    </Section>
  );
}
