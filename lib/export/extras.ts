import { isBlind } from "@/lib/bounties/blind";
import { ONE_Q16 } from "@/lib/kernel/q16";
import type { About } from "./about";
import type { Ontology } from "./ontology";
import { type DatasetRow, isGold } from "./row";

/** What may stand beside the winning answer. */
export const EXTRAS = [
  "certainty",
  "entropy",
  "posterior",
  "answers",
  "reliability",
  "blind",
  "model",
  "licence",
  "consent",
] as const;
export type Extra = (typeof EXTRAS)[number];

/** Extras that are made from the crowd's single answers. */
export const OF_CROWD: ReadonlySet<Extra> = new Set<Extra>(["answers", "reliability", "model"]);

/** What each extra is, in words for people who choose. */
export const EXTRA_WORDS: Readonly<Record<Extra, string>> = {
  certainty: "tempered certainty of the label",
  entropy: "how much the answers disagree, in bits",
  posterior: "probability of every class",
  answers: "every single answer, with who gave it",
  reliability: "how far each annotator was trusted",
  blind: "whether nobody was shown a suggestion",
  model: "which models made suggestions",
  licence: "the licence, on every row",
  consent: "what annotators agreed to, on every row",
};

/** A value of an extra column. Integers and strings alone: shares are Q16 (65536 is one) or thousandths. */
export type ExtraValue = string | number | boolean | null | object;

export type Desk = { readonly about: About; readonly ontology: Ontology };

type Column = { readonly name: string; of(row: DatasetRow, desk: Desk): ExtraValue };

/** Tempered probability of the row's label, Q16; a gold item's is one. */
export const certaintyQ16 = (row: DatasetRow): number => (isGold(row) ? ONE_Q16 : (row.consensus?.certaintyQ16 ?? 0));

export const permille = (q16: number): number => Math.floor((q16 * 1000) / ONE_Q16);

const COLUMNS: Readonly<Record<Extra, Column>> = {
  certainty: { name: "certainty_permille", of: (row) => permille(certaintyQ16(row)) },
  entropy: { name: "entropy_millibits", of: (row) => Math.floor(((row.consensus?.entropyQ10 ?? 0) * 1000) / 1024) },
  posterior: {
    name: "posterior_q16",
    of: (row, { ontology }) => posterior(row.consensus?.temperedQ16 ?? [], ontology),
  },
  answers: {
    name: "raw_answers",
    of: (row) =>
      (row.crowd ?? []).map(({ annotator, answer, kind, leadMs, model, reliabilityQ16 }) => ({
        annotator,
        answer,
        blind: model === null,
        kind,
        lead_ms: leadMs,
        model,
        reliability_q16: reliabilityQ16,
      })),
  },
  reliability: {
    name: "reliability_q16",
    of: (row) =>
      Object.fromEntries((row.crowd ?? []).map(({ annotator, reliabilityQ16 }) => [annotator, reliabilityQ16])),
  },
  blind: {
    name: "blind",
    of: (row, { about }) =>
      about.manifestHash === null ? false : isBlind(about.manifestHash, row.hash, about.blindBps),
  },
  model: {
    name: "models",
    of: (row) => [...new Set((row.crowd ?? []).flatMap(({ model }) => (model === null ? [] : [model])))].sort(),
  },
  licence: { name: "licence", of: (_, { about }) => about.licence },
  consent: { name: "consent", of: (_, { about }) => about.consent },
};

/** The columns that these extras amount to, in the one order of `EXTRAS`. */
export function extraColumns(extras: ReadonlySet<Extra>): readonly (Column & { readonly extra: Extra })[] {
  return EXTRAS.filter((extra) => extras.has(extra)).map((extra) => ({ extra, ...COLUMNS[extra] }));
}

/** The row's extras as fields of a JSON object. */
export function extraFields(row: DatasetRow, extras: ReadonlySet<Extra>, desk: Desk): Record<string, ExtraValue> {
  return Object.fromEntries(extraColumns(extras).map(({ name, of }) => [name, of(row, desk)]));
}

/** Built in the order of names, so that canonical JSON need not sort it for every row. */
function posterior(temperedQ16: readonly number[], { classes, classesByName }: Ontology): Record<string, number> {
  const found: Record<string, number> = {};
  for (const k of classesByName) {
    const q16 = temperedQ16[k];
    if (q16 !== undefined) found[classes[k] ?? String(k)] = q16;
  }
  return found;
}
