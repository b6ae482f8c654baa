import { type Interval, intervalOrder } from "../interval-votes";
import { jsonAnswer, jsonIn, labelsIn } from "../json-cell";
import { defineTaskType } from "../task-type";
import { mergeRelations, relationsDistance } from "./agreement";
import { examples } from "./examples";
import { reading } from "./reading";
import {
  type RelationsAnswer,
  RelationsConfig,
  type RelationsPayload,
  relationsAnswer,
  relationsPayload,
} from "./schema";

/** Spans of a text, and labeled relations from one to another. */
export const relations = defineTaskType({
  id: "relations",
  version: 1,
  title: "Relations",
  about: "Which marked words of a text have to do with which, and how: who works for whom.",
  asks: "How are the marked words related?",
  guide:
    "Relate what the text itself says, not what you know. A relation has a direction: *Ada* **works for** *Acme*, not the other way round. Where a name stands more than once, take the place nearest to the words that say so. No relation is an answer too.",
  form: [
    {
      kind: "switch",
      key: "given",
      title: "The spans come with the data",
      hint: "Each row has text and spans, called as they are there. Else people mark the spans first.",
      start: false,
    },
    {
      ...{ kind: "names", key: "things", title: "Labels of spans", one: "span label", example: "Person" },
      ...{ least: 0, most: 64, keys: true, namesIn: (cell) => labelsIn(cell, "spans") },
      hint: "Left empty where the spans come with the data.",
    },
    {
      ...{ kind: "names", key: "labels", title: "Relations", one: "relation", example: "works for" },
      ...{ least: 1, most: 64, keys: true, namesIn: (cell) => labelsIn(cell, "relations") },
    },
    { kind: "switch", key: "overlap", title: "Marked spans of different labels may overlap", start: false },
  ],
  config: () => RelationsConfig,
  payload: relationsPayload,
  answer: relationsAnswer,
  rows: {
    columns: ["passage"],
    sample:
      '{"text":"Ada worked for Acme.","spans":[{"label":"person","start":0,"end":3},{"label":"place","start":15,"end":19}]}',
    read: readPassage,
  },
  parseCell: (cell) => jsonAnswer<RelationsAnswer>(cell, "relations"),
  features: ({ text }) => ({ kind: "text", text }),
  distance: relationsDistance,
  merge: mergeRelations,
  toRow: ({ spans, relations: related }) => ({
    spans: JSON.stringify(spans.map(({ label, start, end }) => [label, start, end])),
    relations: JSON.stringify(related.map(({ label, from, to }) => [label, from, to])),
  }),
  reading,
  examples,
});

/** A text, or JSON {text, spans}: the spans in any order, in a table as JSON of their own. */
function readPassage(cell: string): RelationsPayload {
  const written = jsonIn(cell);
  if (typeof written !== "object" || written === null || !("text" in written)) return { kind: "text", text: cell };
  const { text, spans } = written as { readonly text: string; readonly spans?: unknown };
  const list = typeof spans === "string" ? jsonIn(spans) : spans;
  if (!Array.isArray(list))
    return { kind: "text", text, ...(spans === undefined ? {} : { spans: spans as Interval[] }) };
  return { kind: "text", text, spans: list.map(readSpan).sort(spanOrder) };
}

/** `{label, start, end}`, or as tools write it: `[start, end, label]`. What is neither, `payload()` refuses by its place. */
function readSpan(span: unknown): Interval {
  if (Array.isArray(span)) return { label: span[2], start: span[0], end: span[1] };
  if (typeof span !== "object" || span === null) return span as never;
  const { label, start, end } = span as Interval;
  return { label, start, end };
}

const isSpan = (span: unknown): span is Interval => typeof span === "object" && span !== null;
const spanOrder = (a: unknown, b: unknown): number => (isSpan(a) && isSpan(b) ? intervalOrder(a, b) : 0);
