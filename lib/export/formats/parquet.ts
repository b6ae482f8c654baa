import { z } from "zod";
import { EXTRAS } from "../extras";
import { defineFormat } from "../format";
import { columnGroups, parquetColumns, parquetFile } from "./parquet-bytes";

/** One Apache Parquet file (https://parquet.apache.org/docs/file-format/), snappy, streamed row group by row group. */
export const parquet = defineFormat({
  id: "parquet",
  title: "Parquet",
  use: "pandas, DuckDB, Polars: one file",
  reads: "any",
  leavesOut: "how fields nest: payload and raw answers are JSON in a text column",
  carries: EXTRAS,
  carriesByDefault: ["certainty", "entropy"],
  options: z.object({}),
  extension: "parquet",
  mediaType: "application/vnd.apache.parquet",
  shape: "file",
  file: (writing, part) => {
    const columns = parquetColumns(writing);
    return parquetFile(columns, columnGroups(columns, writing.rows(part)));
  },
});
