import type { Reader, Steps } from "../reading";
import { type ChatAnswer, type ChatConfig, type ChatMessage, type ChatPayload, ratedPlaces } from "./schema";

/**
 * To formats that know one label an item, a chat is its verdict; the ratings stand in the tables. To trainers of process rewards it is
 * its rated messages as steps: right when rated above the middle of the scale.
 */
export const reading: Reader<ChatConfig, ChatPayload, ChatAnswer> = {
  kind: "labels",
  names: ({ labels }) => ({ labels }),
  read: ({ verdict }) => ({ kind: "labels", labels: [verdict] }),
  readSteps,
};

/** What comes before the first rated message is the prompt; what nobody rated in between stands before the step that follows it. */
function readSteps({ ratings }: ChatAnswer, { messages }: ChatPayload, config: ChatConfig): Steps {
  const rated = ratedPlaces({ messages }, config);
  const [first = 0] = rated;
  const asked = messages.slice(0, first);
  const steps = rated.map((place, k) => {
    const before = messages.slice(k === 0 ? place : (rated[k - 1] ?? 0) + 1, place);
    const rating = ratings[k] ?? config.lowest;
    const text = [...before.map(spoken), messages[place]?.text ?? ""].join("\n");
    return { text, rating, right: 2 * rating > config.lowest + config.highest };
  });
  const prompt = asked.length === 1 ? (asked[0]?.text ?? "") : asked.map(spoken).join("\n");
  const unrated = (rated.at(-1) ?? 0) + 1 - first - rated.length;
  return { kind: "steps", prompt, steps, unrated };
}

const spoken = ({ role, text }: ChatMessage): string => `${role}: ${text}`;
