import type { Reader } from "../reading";
import type { RelationsAnswer, RelationsConfig, RelationsPayload } from "./schema";

/** As spans, with what relates them: a format that knows spans alone says what it leaves out. */
export const reading: Reader<RelationsConfig, RelationsPayload, RelationsAnswer> = {
  kind: "spans",
  names: ({ things }) => ({ labels: things }),
  read: ({ spans, relations }, { text }) => ({ kind: "spans", text, spans, relations }),
};
