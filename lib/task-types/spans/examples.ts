import type { Example } from "../task-type";
import type { SpansAnswer, SpansConfig, SpansPayload } from "./schema";

export const examples: readonly Example<SpansConfig, SpansPayload, SpansAnswer>[] = [
  {
    config: { question: "Mark people and places.", labels: ["person", "place"], overlap: false },
    payload: { kind: "text", text: "Ada met Bo in Łódź. 👋" },
    answers: [
      {
        spans: [
          { label: "person", start: 0, end: 3 },
          { label: "person", start: 8, end: 10 },
          { label: "place", start: 14, end: 18 },
        ],
      },
      {
        spans: [
          { label: "person", start: 0, end: 10 },
          { label: "place", start: 14, end: 19 },
        ],
      },
      { spans: [] },
    ],
  },
  {
    config: { question: "Mark names and titles; one may lie in the other.", labels: ["name", "title"], overlap: true },
    payload: { kind: "text", text: "Dr. Ada Byron" },
    answers: [
      {
        spans: [
          { label: "title", start: 0, end: 3 },
          { label: "name", start: 0, end: 13 },
        ],
      },
      { spans: [{ label: "name", start: 4, end: 13 }] },
      { spans: [{ label: "name", start: 0, end: 13 }] },
    ],
  },
];
