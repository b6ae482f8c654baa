import type { Example } from "../task-type";
import type { MultiLabelAnswer, MultiLabelConfig, MultiLabelPayload } from "./schema";

export const examples: readonly Example<MultiLabelConfig, MultiLabelPayload, MultiLabelAnswer>[] = [
  {
    config: { question: "What is the note about?", labels: ["price", "quality", "delivery", "service"], none: true },
    payload: { kind: "text", text: "Cheap, but it came a week late." },
    answers: [{ labels: ["price", "delivery"] }, { labels: ["delivery"] }, { labels: [] }],
  },
  {
    config: { question: "What can be seen?", labels: ["cat", "dog", "tree"], none: false },
    payload: { kind: "image", asset: "0".repeat(64), width: 64, height: 64, alt: "garden-01.png" },
    answers: [{ labels: ["cat"] }, { labels: ["dog"] }, { labels: ["cat", "dog", "tree"] }],
  },
];
