import { jsonAnswer, jsonIn } from "../json-cell";
import { defineTaskType } from "../task-type";
import { chatDistance, mergeChats } from "./agreement";
import { examples } from "./examples";
import { reading } from "./reading";
import { type ChatAnswer, ChatConfig, type ChatPayload, chatAnswer, chatPayload } from "./schema";

/** A conversation: a rating for each of its messages, and a verdict on the whole. */
export const chat = defineTaskType({
  id: "chat",
  version: 1,
  title: "Chat",
  about: "A conversation: a rating for every message and a verdict on the whole.",
  asks: "How good is this conversation?",
  guide:
    "Rate each message by itself: 5 answers what was asked, truly and in few words; 1 misleads. A message that repeats an earlier mistake is rated as if it were the first. The verdict is on the end: **solved** if the person could stop asking now.",
  form: [
    {
      ...{ kind: "names", key: "labels", title: "Verdicts on the whole", one: "verdict", example: "Solved" },
      ...{ least: 2, most: 64, keys: true },
    },
    { kind: "number", key: "lowest", title: "Lowest rating of a message", start: 1, min: -1000, max: 1000 },
    {
      kind: "number",
      key: "highest",
      title: "Highest rating of a message",
      hint: "Up to nine steps: each is a button with its key.",
      start: 5,
      min: -1000,
      max: 1000,
    },
    { kind: "switch", key: "everybody", title: "What people wrote is rated as well", start: false },
  ],
  config: () => ChatConfig,
  payload: chatPayload,
  answer: chatAnswer,
  rows: {
    columns: ["chat", "conversation"],
    sample: '{"messages":[{"role":"user","text":"…"},{"role":"assistant","text":"…"}]}',
    read: readChat,
  },
  parseCell: (cell) => jsonAnswer<ChatAnswer>(cell, "ratings"),
  features: ({ messages }) => ({ kind: "text", text: messages.map(({ role, text }) => `${role}: ${text}`).join("\n") }),
  distance: chatDistance,
  merge: mergeChats,
  toRow: ({ ratings, verdict }) => ({ verdict, ratings: ratings.join(" ") }),
  reading,
  examples,
});

/** A cell of JSON {messages}, or the list of messages alone; `content` is read as the text, as chat APIs name it. */
function readChat(cell: string): ChatPayload {
  const written = jsonIn(cell);
  const list = Array.isArray(written) ? written : (written as { readonly messages?: unknown } | undefined)?.messages;
  if (!Array.isArray(list)) return written as ChatPayload;
  return { messages: list.map(readMessage) };
}

function readMessage(message: ChatPayload["messages"][number] & { readonly content?: string }) {
  if (typeof message !== "object" || message === null || message.text !== undefined) return message;
  const { content, ...rest } = message;
  return content === undefined ? message : { ...rest, text: content };
}
