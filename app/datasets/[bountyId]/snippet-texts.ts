import type { DatasetView } from "@/lib/export/dataset";

type Known = Pick<DatasetView, "id"> & {
  readonly downloads: readonly Pick<DatasetView["downloads"][number], "format" | "sha256">[];
};

/** Each works as it stands when it is copied: a browser test runs them all against a settled dataset. */
const exportUrl = ({ id }: Known, origin: string, format: string) =>
  `${origin}/api/v1/datasets/${id}/export?format=${format}`;

export const python = (dataset: Known, origin: string): string => `import json
from urllib.request import urlopen

url = "${exportUrl(dataset, origin, "jsonl")}"
with urlopen(url) as lines:
    rows = [json.loads(line) for line in lines]
sure = [row for row in rows if row["certainty_permille"] >= 950]
print(len(sure), "of", len(rows), "labels are certain")`;

/** For the library `datasets`: the Parquet file by its address. */
export const huggingFace = (dataset: Known, origin: string): string => `from datasets import load_dataset

rows = load_dataset(
    "parquet",
    data_files="${exportUrl(dataset, origin, "parquet")}",
    split="train",
)
sure = rows.filter(lambda row: row["certainty_permille"] >= 950)
print(len(sure), "of", len(rows), "labels are certain")`;

export const javascript = (
  dataset: Known,
  origin: string,
): string => `const url = "${exportUrl(dataset, origin, "jsonl")}";
const text = await (await fetch(url)).text();
const rows = text.trimEnd().split("\\n").map((line) => JSON.parse(line));
const sure = rows.filter((row) => row.certainty_permille >= 950);
console.log(\`\${sure.length} of \${rows.length} labels are certain\`);`;

export function curl(dataset: Known, origin: string): string {
  const sha256 = dataset.downloads.find(({ format }) => format === "jsonl")?.sha256;
  const check = sha256 ? `\necho "${sha256}  ${dataset.id}.jsonl" | sha256sum --check` : "";
  return `curl --fail --output ${dataset.id}.jsonl \\
  "${exportUrl(dataset, origin, "jsonl")}"${check}`;
}

export const cli = (
  batchId: string,
  origin: string,
  rpcUrl: string,
): string => `curl --fail --output ${batchId}.evidence.jsonl \\
  "${origin}/api/v1/batches/${batchId}/evidence"
bin/assay verify ${batchId}.evidence.jsonl --rpc ${rpcUrl}`;
