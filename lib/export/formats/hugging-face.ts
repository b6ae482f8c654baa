/** A dataset repository of the Hugging Face hub: Parquet shards and a card (https://huggingface.co/docs/hub/datasets-cards). */
import { z } from "zod";
import { EXTRAS } from "../extras";
import { defineFormat, type Piece, type Writing } from "../format";
import type { Part } from "../split";
import { datasetCard } from "./dataset-card";
import { columnGroups, parquetColumns, parquetFile } from "./parquet-bytes";

type Options = { readonly shard: number };

export const huggingFace = defineFormat<Options>({
  id: "hugging-face",
  title: "Hugging Face dataset",
  use: "datasets.load_dataset: Parquet shards and a card",
  reads: "any",
  leavesOut: "how fields nest: payload and raw answers are JSON in a text column",
  carries: EXTRAS,
  carriesByDefault: ["certainty", "entropy"],
  options: z.object({
    /** Rows a shard, rounded up to whole row groups. */
    shard: z.coerce.number().int().min(1, "shard: at least 1 row").max(10_000_000).default(500_000),
  }),
  extension: "hf.zip",
  mediaType: "application/zip",
  shape: "folder",
  folder: folderOf,
});

async function* folderOf(writing: Writing, { shard }: Options): AsyncGenerator<Piece> {
  const columns = parquetColumns(writing);
  yield { path: "README.md", data: datasetCard(writing, columns) };
  for (const part of writing.parts) {
    const groups = columnGroups(columns, writing.rows(part));
    // The first group is looked at early: no shard without rows, but one a part, so that every split can be loaded.
    let next = await groups.next();
    for (let k = 0; k === 0 || !next.done; k++) {
      const path = `data/${splitName(part)}-${String(k).padStart(5, "0")}.parquet`;
      for await (const data of parquetFile(columns, shardOf(), shard)) yield { path, data };
    }
    async function* shardOf() {
      while (!next.done) {
        const { value } = next;
        next = await groups.next();
        yield value;
      }
    }
  }
}

/** The hub knows no part called `all`: what is not split is for training. */
const splitName = (part: Part): string => (part === "all" ? "train" : part);
