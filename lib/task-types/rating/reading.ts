import type { Reader } from "../reading";
import type { RatingAnswer, RatingConfig, RatingPayload } from "./schema";

export const reading: Reader<RatingConfig, RatingPayload, RatingAnswer> = {
  kind: "ratings",
  names: ({ criteria }) => ({ labels: criteria }),
  read: ({ ratings }, payload, { lowest, highest }) => ({
    kind: "ratings",
    ratings,
    lowest,
    highest,
    ...(payload.kind === "text" ? { text: payload.text } : {}),
  }),
};
