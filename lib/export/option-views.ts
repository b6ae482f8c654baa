import { z } from "zod";
import { EXTRA_WORDS, type Extra } from "./extras";
import type { Format } from "./format";

/** An option of a format as a page or a command line offers it. */
export type OptionView =
  | { readonly name: string; readonly kind: "choice"; readonly byDefault: string; readonly choices: readonly string[] }
  | { readonly name: string; readonly kind: "switch"; readonly byDefault: string }
  | { readonly name: string; readonly kind: "number"; readonly byDefault: string };

type Schema = { readonly enum?: readonly string[]; readonly type?: string; readonly default?: unknown };

/** A format's own options, read off its schema. */
export function optionViews(format: Format): readonly OptionView[] {
  const { properties = {} } = z.toJSONSchema(format.options) as { properties?: Readonly<Record<string, Schema>> };
  return Object.entries(properties).map(([name, schema]): OptionView => {
    const byDefault = String(schema.default ?? "");
    if (schema.enum) return { name, kind: "choice", byDefault, choices: schema.enum };
    return { name, kind: schema.type === "boolean" ? "switch" : "number", byDefault };
  });
}

export type ExtraView = { readonly extra: Extra; readonly words: string; readonly byDefault: boolean };

export const extraViews = ({ carries, carriesByDefault }: Format): readonly ExtraView[] =>
  carries.map((extra) => ({ extra, words: EXTRA_WORDS[extra], byDefault: carriesByDefault.includes(extra) }));
