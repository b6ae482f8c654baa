import { z } from "zod";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import type { Scalar } from "@/lib/task-types/task-type";
import { cellsLine } from "../csv";
import { EXTRAS, type ExtraValue, extraColumns } from "../extras";
import { defineFormat, type Format, type Writing } from "../format";
import { answerOf } from "../ontology";
import { type DatasetRow, isGold } from "../row";
import { lines } from "./lines";

const BASE = ["id", "item", "text", "asset", "gold", "answers"];

export const csv = tableFormat("csv", "CSV, formula-safe", ",", "text/csv; charset=utf-8");
export const tsv = tableFormat("tsv", "TSV, formula-safe", "\t", "text/tab-separated-values; charset=utf-8");

function tableFormat(id: string, title: string, separator: "," | "\t", mediaType: string): Format<object> {
  return defineFormat({
    id,
    title,
    use: "spreadsheets",
    reads: "any",
    leavesOut: "how fields nest; texts that look like formulas get an apostrophe in front",
    carries: EXTRAS,
    carriesByDefault: ["certainty", "entropy"],
    options: z.object({}),
    extension: id,
    mediaType,
    shape: "file",
    file: (writing, part) => lines(writing, part, rowLine(writing, separator), headOf(writing, separator)),
  });
}

function headOf({ extras, ontology }: Writing, separator: "," | "\t"): string {
  const names = [...BASE, ...extraColumns(extras).map(({ name }) => name), ...ontology.answerColumns];
  return cellsLine(names, separator);
}

function rowLine(writing: Writing, separator: "," | "\t"): (row: DatasetRow) => string {
  const { ontology, assetUrl } = writing;
  const columns = extraColumns(writing.extras);
  return (row) => {
    const { text, asset } = ontology.content(row.payload);
    const shown = text ?? (asset === undefined ? canonicalJson(row.payload) : "");
    const answer = answerOf(row, ontology);
    return cellsLine(
      [
        ...[
          row.id,
          row.hash,
          shown,
          asset === undefined ? "" : assetUrl(asset),
          isGold(row),
          row.consensus?.answers ?? 0,
        ],
        ...columns.map(({ of }) => scalar(of(row, writing))),
        ...ontology.answerColumns.map((column) => answer[column] ?? null),
      ],
      separator,
    );
  };
}

const scalar = (value: ExtraValue): Scalar =>
  typeof value === "object" && value !== null ? canonicalJson(value) : value;
