import type { Example } from "../task-type";
import type { ChatAnswer, ChatConfig, ChatPayload } from "./schema";

export const examples: readonly Example<ChatConfig, ChatPayload, ChatAnswer>[] = [
  {
    config: {
      question: "How well does the assistant help?",
      labels: ["solved", "partly", "not solved"],
      lowest: 1,
      highest: 5,
      everybody: false,
    },
    payload: {
      messages: [
        { role: "system", text: "You help people with their gardens." },
        { role: "user", text: "My roses have black spots. 🌹" },
        { role: "assistant", text: "Take off the leaves that have them, and water the soil, not the leaves." },
        { role: "user", text: "And the fallen ones?" },
        { role: "assistant", text: "Leave them." },
      ],
    },
    answers: [
      { ratings: [5, 2], verdict: "partly" },
      { ratings: [4, 1], verdict: "partly" },
      { ratings: [4, 4], verdict: "solved" },
    ],
  },
  {
    config: { question: "Is everybody polite?", labels: ["yes", "no"], lowest: 0, highest: 1, everybody: true },
    payload: {
      messages: [
        { role: "user", text: "Where is my parcel?" },
        { role: "assistant", text: "No idea." },
      ],
    },
    answers: [
      { ratings: [1, 0], verdict: "no" },
      { ratings: [1, 1], verdict: "yes" },
      { ratings: [0, 0], verdict: "no" },
    ],
  },
];
