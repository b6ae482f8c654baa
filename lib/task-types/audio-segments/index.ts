import { intervalsDistance, mergeIntervals } from "../interval-votes";
import { defineTaskType } from "../task-type";
import { examples } from "./examples";
import { reading } from "./reading";
import { AudioSegmentsConfig, AudioSegmentsPayload, audioSegmentsAnswer } from "./schema";

/** Labeled stretches of a recording. */
export const audioSegments = defineTaskType({
  id: "audio-segments",
  version: 1,
  title: "Audio segments",
  config: () => AudioSegmentsConfig,
  payload: () => AudioSegmentsPayload,
  answer: audioSegmentsAnswer,
  assets: ({ asset }) => [asset],
  distance: (a, b) => intervalsDistance(a.segments, b.segments),
  merge: (votes) => ({
    segments: mergeIntervals(votes.map(({ answer, weightQ16 }) => ({ answer: answer.segments, weightQ16 }))),
  }),
  toRow: ({ segments }) => ({
    segments: JSON.stringify(segments.map(({ label, start, end }) => [label, start, end])),
  }),
  reading,
  examples,
});
