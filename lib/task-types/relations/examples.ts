import type { Example } from "../task-type";
import type { RelationsAnswer, RelationsConfig, RelationsPayload } from "./schema";

const text = "Ada Byron worked with Charles Babbage in London.";
const ada = { label: "person", start: 0, end: 9 } as const;
const charles = { label: "person", start: 22, end: 37 } as const;
const london = { label: "place", start: 41, end: 47 } as const;
const labels = ["works with", "lives in"];
const things = ["person", "place"];

export const examples: readonly Example<RelationsConfig, RelationsPayload, RelationsAnswer>[] = [
  {
    config: { question: "Mark people and places, and relate them.", given: false, things, labels, overlap: true },
    payload: { kind: "text", text },
    answers: [
      {
        spans: [ada, charles, london],
        relations: [
          { label: "works with", from: 0, to: 1 },
          { label: "lives in", from: 0, to: 2 },
        ],
      },
      {
        spans: [{ label: "person", start: 0, end: 3 }, charles],
        relations: [{ label: "works with", from: 0, to: 1 }],
      },
      { spans: [], relations: [] },
    ],
  },
  {
    config: { question: "Who works with whom, and where?", given: true, things: [], labels, overlap: false },
    payload: { kind: "text", text, spans: [ada, charles, london] },
    answers: [
      {
        spans: [ada, charles, london],
        relations: [
          { label: "works with", from: 0, to: 1 },
          { label: "lives in", from: 1, to: 2 },
        ],
      },
      { spans: [ada, charles, london], relations: [{ label: "works with", from: 1, to: 0 }] },
      { spans: [ada, charles, london], relations: [] },
    ],
  },
];
