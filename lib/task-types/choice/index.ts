import { nominal } from "../distances";
import { defineTaskType } from "../task-type";
import { examples } from "./examples";
import { reading } from "./reading";
import { ChoiceConfig, ChoicePayload, choiceAnswer } from "./schema";

/** One label out of a list, for a text or an image. */
export const choice = defineTaskType({
  id: "choice",
  version: 1,
  title: "Single choice",
  config: () => ChoiceConfig,
  payload: () => ChoicePayload,
  answer: choiceAnswer,
  rows: {
    columns: ["text", "content", "sentence", "message"],
    read: (cell: string): ChoicePayload => ({ kind: "text", text: cell }),
  },
  fromImage: ({ asset, width, height, name }): ChoicePayload => ({ kind: "image", asset, width, height, alt: name }),
  assets: (payload) => (payload.kind === "image" ? [payload.asset] : []),
  features: (payload) =>
    payload.kind === "text" ? { kind: "text", text: payload.text } : { kind: "image", asset: payload.asset },
  classes: ({ labels }) => labels.length,
  category: (label, { labels }) => labels.indexOf(label),
  fromCategory: (category, { labels }) => {
    const label = labels[category];
    if (label === undefined) throw new RangeError(`no label ${category}`);
    return label;
  },
  parseCell: (cell, { labels }) => labels.find((label) => label === cell.trim()),
  distance: nominal,
  toRow: (label) => ({ label }),
  reading,
  examples,
});
