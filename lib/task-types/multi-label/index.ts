import { shownItems } from "../content";
import { setDistance } from "../distances";
import { labelsPart } from "../form-part";
import { jsonAnswer, jsonIn } from "../json-cell";
import { defineTaskType } from "../task-type";
import { audible, heaviest, majorityOf } from "../weighted-votes";
import { examples } from "./examples";
import { reading } from "./reading";
import { type MultiLabelAnswer, MultiLabelConfig, MultiLabelPayload, multiLabelAnswer } from "./schema";

/** All labels of a list that apply. */
export const multiLabel = defineTaskType({
  id: "multi-label",
  version: 1,
  title: "Multiple labels",
  about: "Every label of a list that applies.",
  asks: "Which labels apply?",
  guide:
    "Put on every label that the text speaks of, even in half a sentence. *Cheap, but it came a week late* is **price** and **delivery**. What is only implied does not count. If none fits, say so: that is an answer too.",
  form: [
    labelsPart(2, (cell) => cell.split("|")),
    { kind: "switch", key: "none", title: "None of them is an answer too", start: true },
  ],
  config: () => MultiLabelConfig,
  payload: () => MultiLabelPayload,
  answer: multiLabelAnswer,
  ...shownItems,
  parseCell: (cell, { labels, none }) => {
    const written = jsonAnswer<MultiLabelAnswer>(cell, "labels");
    if (written) return written;
    const list = jsonIn(cell);
    const named = (Array.isArray(list) ? list.map(String) : cell.split("|"))
      .map((label) => label.trim())
      .filter((label) => label !== "");
    const chosen = labels.filter((label) => named.includes(label));
    return chosen.length === named.length && (none || chosen.length > 0) ? { labels: chosen } : undefined;
  },
  suggestible: true,
  distance: (a, b) => setDistance(a.labels, b.labels),
  /** Each label by its own vote; where one must apply and none has half of the weight, the heaviest. */
  merge: (votes, { labels, none }) => {
    const heard = audible(votes);
    const chosen = majorityOf(
      labels,
      heard.map(({ answer, weightQ16 }) => ({ answer: answer.labels, weightQ16 })),
    );
    if (chosen.length > 0 || none) return { labels: chosen };
    const each = heard.flatMap(({ answer, weightQ16 }) => answer.labels.map((label) => ({ answer: label, weightQ16 })));
    return { labels: [heaviest(labels, each)] };
  },
  toRow: ({ labels: chosen }, { labels }) =>
    Object.fromEntries(labels.map((label) => [`label ${label}`, chosen.includes(label)])),
  reading,
  examples,
});
