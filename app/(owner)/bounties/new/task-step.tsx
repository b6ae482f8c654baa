"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/lib/ui/button";
import { Step } from "@/lib/ui/step";
import { TextArea } from "@/lib/ui/text-area";
import { TextInput } from "@/lib/ui/text-input";
import { BenchPreview } from "./bench-preview";
import type { Draft, DraftField } from "./draft";
import { SettingFields } from "./setting-fields";
import { useTypeWords } from "./type-words";

type Props = {
  readonly draft: Draft;
  readonly done: boolean;
  readonly locked: boolean;
  readonly errors: Readonly<Partial<Record<DraftField, string>>>;
  /** The first item, for the preview of the bench. */
  readonly first: { readonly id: string; readonly payload: unknown } | undefined;
  readonly items: number;
  onChange(part: Partial<Draft>): void;
};

/** Step 2: what is asked, with which settings, and how the bench will look on the first item. */
export function TaskStep({ draft, done, locked, errors, first, items, onChange }: Props) {
  const t = useTranslations("wizard");
  const words = useTypeWords()(draft.taskType);
  const { guide } = words;
  return (
    <Step number={2} title={t("task")} done={done}>
      <fieldset disabled={locked} className="grid gap-6">
        <TextInput
          label={t("titleLabel")}
          hint={t("titleHint")}
          error={errors.title}
          value={draft.title}
          onChange={(event) => onChange({ title: event.target.value })}
          maxLength={200}
        />
        <TextInput
          label={t("questionLabel")}
          hint={t("questionHint", { asks: words.asks })}
          error={errors.question}
          value={draft.question}
          onChange={(event) => onChange({ question: event.target.value })}
          maxLength={300}
        />
        <div className="grid gap-6 md:grid-cols-2">
          <SettingFields draft={draft} errors={errors} onChange={onChange} />
          <div className="grid content-start gap-6">
            <TextArea
              label={t("guidelines")}
              aside="Markdown"
              hint={t("guidelinesHint")}
              rows={6}
              value={draft.guidelines}
              onChange={(event) => onChange({ guidelines: event.target.value })}
              maxLength={20_000}
            />
            {guide !== undefined && draft.guidelines === "" && (
              <Button className="justify-self-start" onClick={() => onChange({ guidelines: guide })}>
                {t("beginExample")}
              </Button>
            )}
            {first && <BenchPreview key={`${draft.taskType} ${first.id}`} {...{ draft, first, items }} />}
          </div>
        </div>
      </fieldset>
    </Step>
  );
}
