/**
 * spaCy's entity annotations as JSON lines, character offsets as `Doc.char_span` and `Example.from_dict` take them
 * (https://spacy.io/api/data-formats#dict-input: `{"text": …, "spans"/"entities": [(start, end, label)]}`). Python counts
 * characters as code points, and so do our spans.
 */
import { z } from "zod";
import { EXTRAS, extraFields } from "../extras";
import { defineFormat } from "../format";
import { lines, NO_ANSWER } from "./lines";
import { withoutOverlaps } from "./spans-apart";

export const spacyJsonl = defineFormat({
  id: "spacy",
  title: "spaCy JSONL",
  use: "spaCy: text, entities by character",
  reads: ["spans"],
  leavesOut: "nothing of the spans that do not overlap; relations, which spaCy has no format for",
  carries: EXTRAS,
  carriesByDefault: [],
  options: z.object({
    /** `entities` may not overlap and train NER; `spans` may, and train a span categoriser under the key `sc`. */
    as: z.enum(["entities", "spans"]).default("entities"),
  }),
  extension: "spacy.jsonl",
  mediaType: "application/x-ndjson",
  shape: "file",
  file: (writing, part, { as }) =>
    lines(writing, part, (row) => {
      const reading = writing.ontology.read(row);
      if (reading?.kind !== "spans") {
        writing.lose(NO_ANSWER);
        return "";
      }
      writing.lose("relations left out", reading.relations?.length ?? 0);
      const kept = as === "spans" ? reading.spans : withoutOverlaps(reading.spans, writing);
      const places = kept.map(({ start, end, label }) => [start, end, label]);
      const marked = as === "spans" ? { spans: { sc: places } } : { entities: places };
      const meta = { id: row.id, ...extraFields(row, writing.extras, writing) };
      return `${JSON.stringify({ text: reading.text, ...marked, meta })}\n`;
    }),
});
