/** WebVTT (https://www.w3.org/TR/webvtt1/): a caption file a recording, a cue a stretch. */
import { z } from "zod";
import { defineFormat, type Piece, type Writing } from "../format";
import { rowName } from "../media";
import { NO_ANSWER } from "./lines";

export const webvtt = defineFormat({
  id: "webvtt",
  title: "WebVTT",
  use: "captions: players and subtitle tools",
  reads: ["segments", "text"],
  leavesOut: "items that are no recordings; line breaks within a cue",
  carries: [],
  carriesByDefault: [],
  options: z.object({}),
  extension: "vtt.zip",
  mediaType: "application/zip",
  shape: "folder",
  folder: folderOf,
});

async function* folderOf(writing: Writing): AsyncGenerator<Piece> {
  for (const part of writing.parts) {
    const folder = part === "all" ? "" : `${part}/`;
    for await (const page of writing.rows(part)) {
      for (const row of page) {
        const cues = cuesOf(writing, writing.ontology.read(row));
        if (cues) yield { path: `${folder}${rowName(row)}.vtt`, data: `WEBVTT\n\n${cues.join("\n\n")}\n` };
      }
    }
  }
}

function cuesOf({ lose }: Writing, reading: ReturnType<Writing["ontology"]["read"]>): string[] | undefined {
  if (reading === undefined) {
    lose(NO_ANSWER);
    return undefined;
  }
  if (reading.kind === "segments") {
    return reading.segments.map(({ label, start, end }) => cue(start, end, label));
  }
  if (reading.kind === "text" && reading.lengthMs !== undefined) {
    return reading.text.trim() === "" ? [] : [cue(0, reading.lengthMs, reading.text)];
  }
  lose("items that are no recordings left out");
  return undefined;
}

/** A cue's text may hold no `&` or `<` as they are, no arrow, and no empty line. */
function cue(startMs: number, endMs: number, text: string): string {
  const written = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `${clock(startMs)} --> ${clock(endMs)}\n${written.replaceAll(/\s+/g, " ").trim()}`;
}

function clock(ms: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}.${String(ms % 1000).padStart(3, "0")}`;
}
