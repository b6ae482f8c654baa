import { textRows } from "../content";
import { labelsPart } from "../form-part";
import { intervalIou, intervalsDistance, mergeIntervals } from "../interval-votes";
import { jsonAnswer, labelsIn } from "../json-cell";
import { shapesInCommon } from "../shapes-in-common";
import { defineTaskType } from "../task-type";
import { examples } from "./examples";
import { reading } from "./reading";
import { type SpansAnswer, SpansConfig, SpansPayload, spansAnswer } from "./schema";

/** Labeled stretches of a text. */
export const spans = defineTaskType({
  id: "spans",
  version: 1,
  title: "Text spans",
  about: "Labeled stretches of a text: names, places, claims.",
  asks: "Mark what the labels name.",
  guide:
    "Mark the whole name and nothing beside it: **Ada Byron**, not *Ada*, and without *Dr.* or a comma. Mark it every time it stands there. Words like *she* or *the town* are no names. Nothing to mark is an answer too.",
  form: [
    labelsPart(1, (cell) => labelsIn(cell, "spans")),
    { kind: "switch", key: "overlap", title: "Spans of different labels may overlap", start: false },
  ],
  config: () => SpansConfig,
  payload: () => SpansPayload,
  answer: spansAnswer,
  rows: textRows("text", "content", "sentence", "document"),
  parseCell: (cell) => jsonAnswer<SpansAnswer>(cell, "spans"),
  features: ({ text }) => ({ kind: "text", text }),
  distance: (a, b) => intervalsDistance(a.spans, b.spans),
  inCommon: (a, b) => shapesInCommon(a.spans, b.spans, intervalIou),
  merge: (votes) => ({
    spans: mergeIntervals(votes.map(({ answer, weightQ16 }) => ({ answer: answer.spans, weightQ16 }))),
  }),
  toRow: ({ spans: marked }) => ({ spans: JSON.stringify(marked.map(({ label, start, end }) => [label, start, end])) }),
  reading,
  examples,
});
