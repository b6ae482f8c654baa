/**
 * One setting of a task type, as the form of a new bounty asks for it. A description, not a drawing: the form draws every
 * kind once, and whether a setting is right the type's own `config()` says.
 */
export type FormPart = { readonly key: string; readonly title: string; readonly hint?: string } & (
  | {
      /** Names in order: labels, criteria, points. */
      readonly kind: "names";
      /** What one of them is called: "label". */
      readonly one: string;
      readonly example: string;
      readonly least: number;
      readonly most: number;
      /** Whether their place is their key on the bench. */
      readonly keys: boolean;
      /** The names that a known answer in a cell of the data tells of; a good start for the list. */
      namesIn?(cell: string): readonly string[];
    }
  | { readonly kind: "number"; readonly start: number; readonly min: number; readonly max: number }
  | { readonly kind: "switch"; readonly start: boolean }
  /** A text of several lines that means something: `read` of what `write` wrote is the same value. */
  | { readonly kind: "lines"; readonly rows: number; read(text: string): unknown; write(value: unknown): string }
);

/** A setting as it is typed: nothing is lost while it is not right yet. */
export type Setting = string | boolean | readonly string[];
export type Settings = Readonly<Record<string, Setting>>;

/** The config that question and settings amount to; it may be unlawful still. What is missing stands as the part begins. */
export function configOf(form: readonly FormPart[], question: string, settings: Settings): Record<string, unknown> {
  const entries = form.map((part) => [part.key, valueFrom(part, settings[part.key])] as const);
  return { question: question.trim(), ...Object.fromEntries(entries) };
}

/** A stored config as the form shows it. */
export function settingsOf(form: readonly FormPart[], config: unknown): Settings {
  const stored = (typeof config === "object" && config !== null ? config : {}) as Readonly<Record<string, unknown>>;
  const kept = form.filter(({ key }) => stored[key] !== undefined);
  return Object.fromEntries(kept.map((part) => [part.key, settingOf(part, stored[part.key])]));
}

/** How a part stands that nobody has touched. */
export function startOf(part: FormPart): Setting {
  if (part.kind === "names") return Array.from({ length: Math.max(1, part.least) }, () => "");
  if (part.kind === "number") return String(part.start);
  return part.kind === "switch" ? part.start : "";
}

/** The names of a list setting that are not empty. */
export const namesOf = (setting: Setting | undefined): string[] =>
  (Array.isArray(setting) ? (setting as readonly string[]) : [])
    .map((name) => name.trim())
    .filter((name) => name !== "");

function valueFrom(part: FormPart, typed: Setting | undefined): unknown {
  const setting = typed ?? startOf(part);
  if (part.kind === "names") return namesOf(setting);
  if (part.kind === "number") return setting === "" ? undefined : Number(setting);
  return part.kind === "lines" ? part.read(String(setting)) : setting;
}

function settingOf(part: FormPart, value: unknown): Setting {
  if (part.kind === "names") return Array.isArray(value) ? value.map(String) : startOf(part);
  if (part.kind === "number") return String(value);
  return part.kind === "lines" ? part.write(value) : value === true;
}

/** The list of labels, which most types have. */
export const labelsPart = (least: number, namesIn?: (cell: string) => readonly string[]): FormPart => ({
  kind: "names",
  key: "labels",
  title: "Labels",
  one: "label",
  example: "Card not arrived",
  least,
  most: 64,
  keys: true,
  ...(namesIn ? { namesIn } : {}),
});
