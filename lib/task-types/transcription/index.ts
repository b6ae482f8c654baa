import { ONE_Q16 } from "@/lib/kernel/q16";
import { audioItem, imageItem, textRows } from "../content";
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
  about: "Words of one's own: what a recording says, what a picture reads, an answer, a translation.",
  asks: "Write down what it says.",
  guide:
    "Write what is said, word for word, with its mistakes but without *er* and *um*. Numbers as they are spoken: *twenty past four*. What you cannot make out after hearing it three times is **[unclear]**. If nobody speaks, leave the field empty.",
  form: [{ kind: "number", key: "longest", title: "Longest answer, characters", start: 500, min: 1, max: 4000 }],
  config: () => TranscriptionConfig,
  payload: () => TranscriptionPayload,
  answer: transcriptionAnswer,
  rows: textRows("text", "content", "prompt"),
  fromImage: imageItem,
  fromAudio: audioItem,
  assets: (payload) => (payload.kind === "text" ? [] : [payload.asset]),
  /** Edits over the longer length, by code points. What merges answers is the weighted medoid: somebody wrote it. */
  distance: ({ text: a }, { text: b }) => {
    const [one, other] = [points(a), points(b)];
    const longest = Math.max(one.length, other.length);
    return longest === 0 ? 0 : Math.floor((editDistance(one, other) * ONE_Q16) / longest);
  },
  parseCell: (cell) =>
    /\p{Cc}/u.test(cell.replaceAll(/[\n\t]/g, "")) ? undefined : { text: cell.trim().normalize("NFC") },
  toRow: ({ text }) => ({ text }),
  reading,
  examples,
});

const points = (text: string): number[] => Array.from(text, (symbol) => symbol.codePointAt(0) ?? 0);
