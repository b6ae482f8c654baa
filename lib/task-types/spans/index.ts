import { intervalsDistance, mergeIntervals } from "../interval-votes";
import { defineTaskType } from "../task-type";
import { examples } from "./examples";
import { reading } from "./reading";
import { SpansConfig, SpansPayload, spansAnswer } from "./schema";

/** Labeled stretches of a text. */
export const spans = defineTaskType({
  id: "spans",
  version: 1,
  title: "Text spans",
  config: () => SpansConfig,
  payload: () => SpansPayload,
  answer: spansAnswer,
  rows: {
    columns: ["text", "content", "sentence", "document"],
    read: (cell: string): SpansPayload => ({ kind: "text", text: cell }),
  },
  features: ({ text }) => ({ kind: "text", text }),
  distance: (a, b) => intervalsDistance(a.spans, b.spans),
  merge: (votes) => ({
    spans: mergeIntervals(votes.map(({ answer, weightQ16 }) => ({ answer: answer.spans, weightQ16 }))),
  }),
  toRow: ({ spans: marked }) => ({ spans: JSON.stringify(marked.map(({ label, start, end }) => [label, start, end])) }),
  reading,
  examples,
});
