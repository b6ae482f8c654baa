"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { api } from "@/lib/client/browser-api";
import { useErrorWords } from "@/lib/client/use-error-words";
import { SCOPE_NAMES, type Scope } from "@/lib/kernel/scopes";
import { Button } from "@/lib/ui/button";
import { Checkbox } from "@/lib/ui/checkbox";
import { CodeBlock } from "@/lib/ui/code-block";
import { Notice } from "@/lib/ui/notice";
import { Section } from "@/lib/ui/section";
import { Select } from "@/lib/ui/select";
import { TextInput } from "@/lib/ui/text-input";

const LIVES = [7, 30, 90];
const YEAR = "366";

/** Makes a key; shows its text this once. */
export function NewKey({ onMade }: { onMade(): Promise<void> }) {
  const t = useTranslations("developers");
  const say = useErrorWords();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Scope[]>(["read"]);
  const [days, setDays] = useState("90");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [made, setMade] = useState<{ readonly name: string; readonly key: string }>();
  const turn = (scope: Scope, on: boolean) =>
    setScopes((now) => SCOPE_NAMES.filter((each) => (each === scope ? on : now.includes(each))));
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      setMade(await api.send("POST", "/api/v1/api-keys", { name, scopes, days: Number(days) }));
      setName("");
      await onMade();
    } catch (thrown) {
      setError(say(thrown, t("keyFailed")));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={t("makeKey")}>
      {made && (
        <div className="mb-6 grid grid-cols-1 gap-3">
          <Notice kind="gold" title={t("keyMade", { name: made.name })}>
            {t("keyMadeSays")}
          </Notice>
          <CodeBlock label={t("newKey")} code={made.key} />
        </div>
      )}
      <form onSubmit={(event) => void make(event)} className="grid max-w-[640px] gap-5">
        <TextInput
          label={t("name")}
          hint={t("keyNameHint")}
          value={name}
          maxLength={100}
          required
          onChange={(event) => setName(event.target.value)}
        />
        <fieldset className="grid gap-2">
          <legend className="mb-2 font-medium">{t("itMay")}</legend>
          {SCOPE_NAMES.map((scope) => (
            <Checkbox
              key={scope}
              checked={scopes.includes(scope)}
              onChange={(event) => turn(scope, event.target.checked)}
            >
              <span className="num">{scope}</span> <span className="text-ink-3">{t(`scope-${scope}`)}</span>
            </Checkbox>
          ))}
        </fieldset>
        <Select
          label={t("for")}
          options={[
            ...LIVES.map((count) => ({ value: String(count), label: t("days", { count }) })),
            { value: YEAR, label: t("aYear") },
          ]}
          value={days}
          onChange={(event) => setDays(event.target.value)}
        />
        {error !== undefined && (
          <Notice kind="fail" title={t("noKeyMade")} urgent>
            {error}
          </Notice>
        )}
        <div>
          <Button kind="ink" type="submit" busy={busy} disabled={scopes.length === 0}>
            {t("makeTheKey")}
          </Button>
        </div>
      </form>
    </Section>
  );
}
