import { z } from "zod";
import { labelList, MAX_TEXT, Question } from "../asked";

const MAX_MESSAGES = 100;
/** A scale is a row of buttons with keys. */
const MAX_STEPS = 9;

export const ChatConfig = z
  .object({
    question: Question,
    /** The final verdict is one of these. */
    labels: labelList(2, "a verdict needs at least two labels"),
    /** The scale of every message. */
    lowest: z.int().min(-1000).max(1000),
    highest: z.int().min(-1000).max(1000),
    /** Whether what people wrote is rated as well, or only what the assistant did. */
    everybody: z.boolean().default(false),
  })
  .refine(({ lowest, highest }) => lowest < highest, {
    error: "the highest step must lie above the lowest",
    path: ["highest"],
  })
  .refine(({ lowest, highest }) => highest - lowest < MAX_STEPS, {
    error: `at most ${MAX_STEPS} steps: each is a button with its key`,
    path: ["highest"],
  });
export type ChatConfig = z.infer<typeof ChatConfig>;

export const ChatMessage = z.strictObject({
  role: z.enum(["system", "user", "assistant"]),
  text: z.string().min(1, "a message is empty").max(MAX_TEXT, `a message is longer than ${MAX_TEXT} characters`),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

export type ChatPayload = { readonly messages: readonly ChatMessage[] };

export function chatPayload(config: ChatConfig): z.ZodType<ChatPayload> {
  const messages = z
    .array(ChatMessage)
    .min(1, "a chat needs a message")
    .max(MAX_MESSAGES, `at most ${MAX_MESSAGES} messages`);
  return z.strictObject({
    messages: messages.refine((list) => ratedPlaces({ messages: list }, config).length > 0, {
      error: config.everybody ? "there is no message to rate" : "there is no message of the assistant to rate",
    }),
  });
}

/** Which messages are rated, by their place in the chat: never the system's. */
export const ratedPlaces = ({ messages }: ChatPayload, { everybody }: Pick<ChatConfig, "everybody">): number[] =>
  messages.flatMap(({ role }, i) => (role === "assistant" || (everybody && role === "user") ? [i] : []));

/** One whole number for every rated message, in the order of the chat, and the verdict on the whole. */
export type ChatAnswer = { readonly ratings: readonly number[]; readonly verdict: string };

export function chatAnswer(config: ChatConfig, payload: ChatPayload): z.ZodType<ChatAnswer> {
  const { labels, lowest, highest } = config;
  const count = ratedPlaces(payload, config).length;
  return z.strictObject({
    ratings: z
      .array(z.int().min(lowest, `below ${lowest}`).max(highest, `above ${highest}`))
      .length(count, `one rating for each of the ${count} messages to rate`),
    verdict: z.string().refine((label) => labels.includes(label), { error: `not one of: ${labels.join(", ")}` }),
  });
}
