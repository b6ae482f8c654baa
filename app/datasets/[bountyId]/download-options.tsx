"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { DownloadView } from "@/lib/export/dataset";
import type { OptionView } from "@/lib/export/option-views";
import { ButtonLink } from "@/lib/ui/button-link";
import { Checkbox } from "@/lib/ui/checkbox";
import { formatCount } from "@/lib/ui/format-number";
import { Select } from "@/lib/ui/select";
import { TextInput } from "@/lib/ui/text-input";
import type { DatasetTranslator } from "../dataset-translator";

type Props = { readonly id: string; readonly file: DownloadView };

/** Shares of train, validation and test. */
const SPLITS = [
  [80, 10, 10],
  [90, 5, 5],
  [80, 20, 0],
] as const;

const splitsOf = (t: DatasetTranslator) => [
  { value: "", label: t("split-none") },
  ...SPLITS.map(([train, validation, test]) => ({
    value: `${train}/${validation}/${test}`,
    label: t(test === 0 ? "split-two" : "split-three", { train, validation, test }),
  })),
];

/** What may be chosen for one download, and what it leaves out of this dataset, counted. */
export function DownloadOptions({ id, file }: Props) {
  const t = useTranslations("dataset");
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const set = (name: string, value: string) => setChosen({ ...chosen, [name]: value });
  const splits = (chosen.split ?? "") !== "";
  return (
    <details className="pb-2">
      <summary className="cursor-pointer text-sm text-ink-3">
        {file.loss && file.loss.length > 0 ? t("optionsLoss", { count: file.loss.length }) : t("options")}
      </summary>
      <div className="mt-3 grid max-w-[60ch] gap-4">
        {file.loss !== null && <LossReport loss={file.loss} />}
        {file.extras.length > 0 && <Extras file={file} value={chosen.with} onChange={(value) => set("with", value)} />}
        {file.options.map((option) => (
          <Option key={option.name} option={option} value={chosen[option.name]} onChange={set} />
        ))}
        <Select
          label={t("split")}
          hint={t("splitHint")}
          options={splitsOf(t)}
          value={chosen.split ?? ""}
          onChange={(event) => set("split", event.target.value)}
        />
        {splits && (
          <TextInput
            label={t("seed")}
            value={chosen.seed ?? "0"}
            onChange={(event) => set("seed", event.target.value)}
          />
        )}
        {splits && (
          <TextInput
            label={t("together")}
            hint={t("togetherHint")}
            value={chosen.group ?? ""}
            onChange={(event) => set("group", event.target.value)}
          />
        )}
        <Checkbox checked={chosen.media === "true"} onChange={(event) => set("media", String(event.target.checked))}>
          {t("withMedia")}
        </Checkbox>
        <span>
          <ButtonLink icon="download" href={addressOf(id, file, chosen)}>
            {t("downloadThese")}
          </ButtonLink>
        </span>
      </div>
    </details>
  );
}

function addressOf(id: string, { format }: DownloadView, chosen: Readonly<Record<string, string>>): string {
  const wanted = Object.entries(chosen).filter(
    ([name, value]) => value !== "" && !(name === "media" && value === "false"),
  );
  const split = wanted.some(([name]) => name === "split");
  const kept = wanted.filter(([name]) => split || (name !== "seed" && name !== "group"));
  return `/api/v1/datasets/${id}/export?${new URLSearchParams([["format", format], ...kept])}`;
}

function LossReport({ loss }: { readonly loss: NonNullable<DownloadView["loss"]> }) {
  const t = useTranslations("dataset");
  if (loss.length === 0) return <p className="text-sm text-ink-3">{t("noLoss")}</p>;
  return (
    <ul className="text-sm">
      {loss.map(({ what, count }) => (
        <li key={what}>
          <span className="num">{formatCount(count)}</span> {what}
        </li>
      ))}
    </ul>
  );
}

function Extras(props: {
  readonly file: DownloadView;
  readonly value: string | undefined;
  onChange(value: string): void;
}) {
  const t = useTranslations("dataset");
  const byDefault = props.file.extras.filter((each) => each.byDefault).map(({ extra }) => extra as string);
  const now = props.value === undefined ? byDefault : props.value.split(",").filter((each) => each !== "none");
  const toggle = (extra: string, on: boolean) => {
    const next = on ? [...now, extra] : now.filter((each) => each !== extra);
    props.onChange(next.length > 0 ? next.join(",") : "none");
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-[550]">{t("beside")}</legend>
      {props.file.extras.map(({ extra, words }) => (
        <Checkbox key={extra} checked={now.includes(extra)} onChange={(event) => toggle(extra, event.target.checked)}>
          {words}
        </Checkbox>
      ))}
    </fieldset>
  );
}

function Option(props: {
  readonly option: OptionView;
  readonly value: string | undefined;
  onChange(name: string, value: string): void;
}) {
  const { option, onChange } = props;
  const value = props.value ?? option.byDefault;
  if (option.kind === "switch") {
    return (
      <Checkbox checked={value === "true"} onChange={(event) => onChange(option.name, String(event.target.checked))}>
        {option.name}
      </Checkbox>
    );
  }
  if (option.kind === "number") {
    return (
      <TextInput
        label={option.name}
        inputMode="numeric"
        value={value}
        onChange={(event) => onChange(option.name, event.target.value)}
      />
    );
  }
  return (
    <Select
      label={option.name}
      options={option.choices.map((choice) => ({ value: choice, label: choice }))}
      value={value}
      onChange={(event) => onChange(option.name, event.target.value)}
    />
  );
}
