import type { Reader } from "../reading";
import type { SpansAnswer, SpansConfig, SpansPayload } from "./schema";

export const reading: Reader<SpansConfig, SpansPayload, SpansAnswer> = {
  kind: "spans",
  names: ({ labels }) => ({ labels }),
  read: ({ spans }, { text }) => ({ kind: "spans", text, spans }),
};
