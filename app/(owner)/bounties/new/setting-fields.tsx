import { type FormPart, type Setting, type Settings, startOf } from "@/lib/task-types/form-part";
import { Checkbox } from "@/lib/ui/checkbox";
import { FieldError } from "@/lib/ui/field";
import { TextArea } from "@/lib/ui/text-area";
import { TextInput } from "@/lib/ui/text-input";
import type { Draft, DraftField } from "./draft";
import { typeOf } from "./draft";
import { type PartWords, useTypeWords } from "./type-words";
import { WordList } from "./word-list";

type Props = {
  readonly draft: Draft;
  readonly errors: Readonly<Partial<Record<DraftField, string>>>;
  onChange(part: Partial<Draft>): void;
};

/** What the task type wants to know beside the question, each kind of part drawn once for all types. */
export function SettingFields({ draft, errors, onChange }: Props) {
  const settings: Settings = draft.settings;
  const words = useTypeWords()(draft.taskType);
  return (
    <div className="grid content-start gap-6">
      {typeOf(draft).form.map((part) => (
        <SettingField
          key={part.key}
          part={part}
          words={words.part(part)}
          setting={settings[part.key] ?? startOf(part)}
          error={errors[`settings.${part.key}`]}
          onChange={(setting) => onChange({ settings: { ...settings, [part.key]: setting } })}
        />
      ))}
    </div>
  );
}

type FieldProps = {
  readonly part: FormPart;
  readonly words: PartWords;
  readonly setting: Setting;
  readonly error: string | undefined;
  onChange(setting: Setting): void;
};

function SettingField({ part, words, setting, error, onChange }: FieldProps) {
  const { title: label, hint } = words;
  if (part.kind === "names") {
    const names = Array.isArray(setting) ? (setting as readonly string[]) : [];
    return <WordList part={part} words={words} names={names} error={error} onChange={onChange} />;
  }
  if (part.kind === "switch") {
    return (
      <div className="grid gap-1">
        <Checkbox checked={setting === true} onChange={(event) => onChange(event.target.checked)}>
          {label}
        </Checkbox>
        {error && <FieldError>{error}</FieldError>}
      </div>
    );
  }
  const typed = { label, hint, error, value: String(setting) };
  if (part.kind === "lines")
    return <TextArea {...typed} rows={part.rows} onChange={(event) => onChange(event.target.value)} />;
  return (
    <TextInput
      {...typed}
      type="number"
      inputMode="numeric"
      min={part.min}
      max={part.max}
      step={1}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
