import type { Reading } from "@/lib/task-types/reading";
import type { Writing } from "../format";
import type { DatasetRow } from "../row";
import type { Part } from "../split";
import { NO_ANSWER } from "./lines";

export type Marked = Extract<Reading, { kind: "boxes" | "polygons" | "keypoints" }>;

export const MARKED = ["boxes", "polygons", "keypoints"] as const;

/** A part's images with what is marked on them. Items without an answer are left out; with `tell` they are counted. */
export async function* markedImages(
  writing: Writing,
  part: Part,
  tell = true,
): AsyncGenerator<{ readonly row: DatasetRow; readonly asset: string; readonly marked: Marked }> {
  for await (const page of writing.rows(part)) {
    for (const row of page) {
      const reading = writing.ontology.read(row);
      const { asset } = writing.ontology.content(row.payload);
      if (asset !== undefined && isMarked(reading)) yield { row, asset, marked: reading };
      else if (tell) writing.lose(NO_ANSWER);
    }
  }
}

const isMarked = (reading: Reading | undefined): reading is Marked => MARKED.some((kind) => kind === reading?.kind);

/** Twice the signed area of a closed outline, in whole pixels: exact. */
export function twiceArea(outline: readonly (readonly [x: number, y: number])[]): number {
  return outline.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = outline[(i + 1) % outline.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
}
