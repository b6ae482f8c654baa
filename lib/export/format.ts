import type { z } from "zod";
import type { ReadingKind } from "@/lib/task-types/reading";
import type { About } from "./about";
import type { Extra } from "./extras";
import type { Ontology } from "./ontology";
import type { DatasetRow } from "./row";
import type { Part } from "./split";

export type Chunk = string | Uint8Array;

/** Some bytes of one file of a folder. All pieces of a file come one after the other. */
export type Piece = { readonly path: string; readonly data: Chunk };

/** What a writer is given: the dataset, its rows as often as it likes to read them, and where to say what it leaves out. */
export type Writing = {
  readonly about: About;
  readonly ontology: Ontology;
  readonly parts: readonly Part[];
  readonly extras: ReadonlySet<Extra>;
  /** Whether the items' files go along. */
  readonly media: boolean;
  rows(part: Part): AsyncIterable<readonly DatasetRow[]>;
  /** Where an item's file can be fetched; absolute. */
  assetUrl(sha256: string): string;
  /** The kind of a stored file (`image/png`) by its hash; undefined where there is none. Known for the rows last read. */
  mediaTypeOf(sha256: string): string | undefined;
  bytesOf(sha256: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Counts what does not survive the trip, in words: `overlapping spans dropped`. */
  lose(what: string, count?: number): void;
};

/** One file format that datasets leave in. Methods, so that formats with different options stand in one list. */
export type Format<Options = unknown> = {
  /** Stored and part of addresses: never renamed, never reused. */
  readonly id: string;
  readonly title: string;
  /** Who reads it, in a few words. */
  readonly use: string;
  /** Shapes of answers that it can say; `any`: all of them. */
  readonly reads: "any" | readonly ReadingKind[];
  /** What never survives the trip, in words; counts of what one dataset lost stand in the loss report. */
  readonly leavesOut: string;
  /** Extras that it can carry, and those it carries unless told otherwise. */
  readonly carries: readonly Extra[];
  readonly carriesByDefault: readonly Extra[];
  /** Its own options beside those that all formats share. */
  readonly options: z.ZodType<Options>;
  /** Whether it is made from the crowd's single answers. */
  readonly fromCrowd?: boolean;
  readonly extension: string;
  readonly mediaType: string;
} & (
  | { readonly shape: "file"; file(writing: Writing, part: Part, options: Options): AsyncIterable<Chunk> }
  | { readonly shape: "folder"; folder(writing: Writing, options: Options): AsyncIterable<Piece> }
);

export const defineFormat = <Options>(format: Format<Options>): Format<Options> => format;
