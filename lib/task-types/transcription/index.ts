import { ONE_Q16 } from "@/lib/kernel/q16";
import { editDistance } from "../edit-distance";
import { defineTaskType } from "../task-type";
import { examples } from "./examples";
import { reading } from "./reading";
import { TranscriptionConfig, TranscriptionPayload, transcriptionAnswer } from "./schema";

/** Free text: what a recording says, what a picture reads, an answer in one's own words. */
export const transcription = defineTaskType({
  id: "transcription",
  version: 1,
  title: "Free text",
  config: () => TranscriptionConfig,
  payload: () => TranscriptionPayload,
  answer: transcriptionAnswer,
  rows: {
    columns: ["text", "content", "prompt"],
    read: (cell: string): TranscriptionPayload => ({ kind: "text", text: cell }),
  },
  fromImage: ({ asset, width, height, name }): TranscriptionPayload => ({
    kind: "image",
    asset,
    width,
    height,
    alt: name,
  }),
  assets: (payload) => (payload.kind === "text" ? [] : [payload.asset]),
  /** Edits over the longer length, by code points. What merges answers is the weighted medoid: somebody wrote it. */
  distance: ({ text: a }, { text: b }) => {
    const [one, other] = [points(a), points(b)];
    const longest = Math.max(one.length, other.length);
    return longest === 0 ? 0 : Math.floor((editDistance(one, other) * ONE_Q16) / longest);
  },
  toRow: ({ text }) => ({ text }),
  reading,
  examples,
});

const points = (text: string): number[] => Array.from(text, (symbol) => symbol.codePointAt(0) ?? 0);
