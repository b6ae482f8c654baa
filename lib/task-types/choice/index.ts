import { shownItems } from "../content";
import { nominal } from "../distances";
import { labelsPart } from "../form-part";
import { defineTaskType } from "../task-type";
import { examples } from "./examples";
import { reading } from "./reading";
import { ChoiceConfig, ChoicePayload, choiceAnswer } from "./schema";

/** One label out of a list, for a text or an image. */
export const choice = defineTaskType({
  id: "choice",
  version: 1,
  title: "Single choice",
  about: "One label out of a list, for a text or a picture.",
  asks: "Which label fits?",
  guide:
    "Choose what the text as a whole says, not a single word of it. **good**: somebody would be glad of it; **bad**: somebody would complain; **neither**: it only tells facts. In doubt between two, take the one you would defend to a colleague.",
  form: [labelsPart(2, (cell) => [cell])],
  config: () => ChoiceConfig,
  payload: () => ChoicePayload,
  answer: choiceAnswer,
  ...shownItems,
  classes: ({ labels }) => labels.length,
  category: (label, { labels }) => labels.indexOf(label),
  fromCategory: (category, { labels }) => {
    const label = labels[category];
    if (label === undefined) throw new RangeError(`no label ${category}`);
    return label;
  },
  parseCell: (cell, { labels }) => labels.find((label) => label === cell.trim()),
  suggestible: true,
  distance: nominal,
  toRow: (label) => ({ label }),
  reading,
  examples,
});
