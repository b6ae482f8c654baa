import { z } from "zod";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import { certaintyQ16, EXTRAS, extraColumns } from "../extras";
import { defineFormat, type Writing } from "../format";
import { answerOf } from "../ontology";
import { type DatasetRow, isGold } from "../row";
import { lines } from "./lines";

/** Integers and strings only: probabilities are Q16 (65536 is one), `certainty_permille` says the same for people. */
export const jsonl = defineFormat({
  id: "jsonl",
  title: "JSONL, canonical",
  use: "everything; one JSON object a line",
  reads: "any",
  leavesOut: "nothing",
  carries: EXTRAS,
  carriesByDefault: ["certainty", "entropy", "posterior"],
  options: z.object({}),
  extension: "jsonl",
  mediaType: "application/x-ndjson",
  shape: "file",
  file: (writing, part) => lines(writing, part, lineOf(writing)),
});

type Field = { readonly name: string; of(row: DatasetRow): string | undefined };

/** Fields in the order of canonical JSON, each spelled by itself: a row whose payload is in order is never copied. */
function lineOf(writing: Writing): (row: DatasetRow) => string {
  const { ontology, extras, assetUrl } = writing;
  const fields: Field[] = [
    { name: "answers", of: (row) => String(row.consensus?.answers ?? 0) },
    { name: "gold", of: (row) => String(isGold(row)) },
    { name: "id", of: (row) => JSON.stringify(row.id) },
    { name: "item", of: (row) => JSON.stringify(row.hash) },
    { name: "payload", of: (row) => canonicalJson(row.payload) },
    {
      name: "asset",
      of: (row) => {
        const { asset } = ontology.content(row.payload);
        return asset === undefined ? undefined : JSON.stringify({ sha256: asset, url: assetUrl(asset) });
      },
    },
    ...extraColumns(extras).map(({ name, of }) => ({
      name,
      of: (row: DatasetRow) => canonicalJson(of(row, writing)),
    })),
    ...(extras.has("certainty") ? [{ name: "certainty_q16", of: (row: DatasetRow) => String(certaintyQ16(row)) }] : []),
    ...ontology.answerColumns.map((name) => ({
      name,
      of: (row: DatasetRow) => JSON.stringify(answerOf(row, ontology)[name] ?? null),
    })),
  ];
  // A column of an answer that is named like one of ours has the last word, as it always had.
  const ordered = [...new Map(fields.map((field) => [field.name, field])).values()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const named = ordered.map(({ name, of }) => ({ key: `${JSON.stringify(name)}:`, of }));
  return (row) => {
    let text = "";
    for (const { key, of } of named) {
      const value = of(row);
      if (value !== undefined) text += `${text === "" ? "{" : ","}${key}${value}`;
    }
    return `${text}}\n`;
  };
}
