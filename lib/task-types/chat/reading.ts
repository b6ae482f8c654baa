import type { Reader } from "../reading";
import type { ChatAnswer, ChatConfig, ChatPayload } from "./schema";

/** To formats that know one label an item, a chat is its verdict; the ratings stand in the tables. */
export const reading: Reader<ChatConfig, ChatPayload, ChatAnswer> = {
  kind: "labels",
  names: ({ labels }) => ({ labels }),
  read: ({ verdict }) => ({ kind: "labels", labels: [verdict] }),
};
