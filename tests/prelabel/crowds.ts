/** Real sets for these tests, and small ones written here for the rest. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Sharp } from "sharp";
import type { ItemNo } from "@/lib/kernel/ids";
import { type Picture, shrinkToSquare } from "@/lib/prelabel/image-pixels";
import { randomSource, shuffled } from "@/lib/prelabel/random-source";
import { type TrainingLabel, trainingLabels } from "@/lib/prelabel/training-labels";

const data = resolve(process.env.ASSAY_DATA ?? "../shared/data");

/** Where a real set lies; undefined (with a word on the console) when this machine does not have it. */
export function realSet(name: string): string | undefined {
  const folder = join(data, name);
  if (existsSync(folder)) return folder;
  console.warn(`skipped: ${folder} is absent (set ASSAY_DATA to the folder of real crowds)`);
  return undefined;
}

export function jsonLines(file: string): Record<string, unknown>[] {
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

export function csvRows(file: string): string[][] {
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
}

/** Labels as the crowd's accepted consensus would give them, for the items at these positions. */
export function labelsFor(
  classOf: readonly number[],
  positions: readonly number[],
  classCount: number,
): TrainingLabel[] {
  const items = classOf.map((_, itemNo) => ({ itemNo: itemNo as ItemNo, gold: false }));
  const consensus = positions.map((at) => ({ itemNo: at as ItemNo, classIndex: classOf[at] ?? 0 }));
  return trainingLabels(items, consensus, classCount);
}

const OPENINGS = ["I think", "Honestly,", "To me", "Well,", "As I said,", "Today", "Once more", "It seems that"];
const SUBJECTS: readonly (readonly string[])[] = [
  ["the soup", "this bread", "the noodles", "their coffee", "the salad", "a warm pie"],
  ["the train", "that bus", "the ferry", "their bicycle", "the tram", "a night flight"],
  ["the concert", "this song", "the choir", "their drummer", "the violin", "a quiet melody"],
];
const ENDINGS: readonly (readonly string[])[] = [
  ["tasted of salt", "was served hot", "smelled of onions", "needs more pepper"],
  ["arrived late", "was crowded again", "left the station early", "stopped at every corner"],
  ["sounded out of tune", "was loud and fast", "ended with an encore", "kept a steady rhythm"],
];

export type WrittenText = { readonly text: string; readonly classIndex: number };

/** Short sentences about food, travel or music, no two alike in order; three classes in turn. */
export function writtenTexts(count: number, seed = 1): WrittenText[] {
  const random = randomSource(seed);
  const pick = <Item>(list: readonly Item[]) => shuffled(list, random)[0];
  return Array.from({ length: count }, (_, i) => {
    const classIndex = i % 3;
    const text = `${pick(OPENINGS)} ${pick(SUBJECTS[classIndex] ?? [])} ${pick(ENDINGS[classIndex] ?? [])}.`;
    return { text, classIndex };
  });
}

export const WRITTEN_CLASSES = ["food", "travel", "music"];

/** A picture file as the network sees it. */
export async function squareOf(image: Sharp): Promise<Uint8Array> {
  return shrinkToSquare(await decoded(image));
}

async function decoded(image: Sharp): Promise<Picture> {
  const upright = image.autoOrient().toColourspace("srgb").removeAlpha().raw();
  const { data: bytes, info } = await upright.toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: 3, data: bytes };
}
