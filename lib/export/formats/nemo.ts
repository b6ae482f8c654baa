/**
 * NVIDIA NeMo's manifest for speech recognition: a JSON object a line with `audio_filepath`, `duration` in seconds and
 * `text` (https://docs.nvidia.com/nemo-framework/user-guide/latest/nemotoolkit/asr/datasets.html).
 */
import { z } from "zod";
import { EXTRAS, extraFields } from "../extras";
import { defineFormat } from "../format";
import { mediaName } from "../media";
import { lines, NO_ANSWER } from "./lines";

export const nemoAsr = defineFormat({
  id: "nemo-asr",
  title: "NeMo ASR manifest",
  use: "NVIDIA NeMo: recordings and what they say",
  reads: ["text"],
  leavesOut: "items that are no recordings",
  carries: EXTRAS,
  carriesByDefault: [],
  options: z.object({}),
  extension: "manifest.json",
  mediaType: "application/x-ndjson",
  shape: "file",
  file: (writing, part) =>
    lines(writing, part, (row) => {
      const reading = writing.ontology.read(row);
      const { asset } = writing.ontology.content(row.payload);
      if (reading?.kind !== "text") {
        writing.lose(NO_ANSWER);
        return "";
      }
      if (asset === undefined || reading.lengthMs === undefined) {
        writing.lose("items that are no recordings left out");
        return "";
      }
      if (reading.text === "") {
        writing.lose("recordings in which nothing is said left out: the loader drops them");
        return "";
      }
      const audio_filepath = writing.media ? `media/${mediaName(asset, writing)}` : writing.assetUrl(asset);
      const beside = { id: row.id, ...extraFields(row, writing.extras, writing) };
      return `${JSON.stringify({ audio_filepath, duration: reading.lengthMs / 1000, text: reading.text, ...beside })}\n`;
    }),
});
