import { audioItem } from "../content";
import { labelsPart } from "../form-part";
import { intervalIou, intervalsDistance, mergeIntervals } from "../interval-votes";
import { jsonAnswer, labelsIn } from "../json-cell";
import { shapesInCommon } from "../shapes-in-common";
import { defineTaskType } from "../task-type";
import { examples } from "./examples";
import { reading } from "./reading";
import { type AudioSegmentsAnswer, AudioSegmentsConfig, AudioSegmentsPayload, audioSegmentsAnswer } from "./schema";

/** Labeled stretches of a recording. */
export const audioSegments = defineTaskType({
  id: "audio-segments",
  version: 1,
  title: "Audio segments",
  about: "Labeled stretches of a recording: who speaks when.",
  asks: "Mark who speaks when.",
  guide:
    "A segment begins with the first sound of a voice and ends with its last. A pause shorter than half a second does not part it. Where two speak at once, mark both. Laughter and breath are no speech.",
  form: [
    labelsPart(1, (cell) => labelsIn(cell, "segments")),
    { kind: "switch", key: "overlap", title: "Segments of different labels may overlap", start: true },
  ],
  config: () => AudioSegmentsConfig,
  payload: () => AudioSegmentsPayload,
  answer: audioSegmentsAnswer,
  fromAudio: audioItem,
  assets: ({ asset }) => [asset],
  parseCell: (cell) => jsonAnswer<AudioSegmentsAnswer>(cell, "segments"),
  distance: (a, b) => intervalsDistance(a.segments, b.segments),
  inCommon: (a, b) => shapesInCommon(a.segments, b.segments, intervalIou),
  merge: (votes) => ({
    segments: mergeIntervals(votes.map(({ answer, weightQ16 }) => ({ answer: answer.segments, weightQ16 }))),
  }),
  toRow: ({ segments }) => ({
    segments: JSON.stringify(segments.map(({ label, start, end }) => [label, start, end])),
  }),
  reading,
  examples,
});
