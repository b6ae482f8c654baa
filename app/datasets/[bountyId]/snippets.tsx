import { useTranslations } from "next-intl";
import type { DatasetView } from "@/lib/export/dataset";
import type { BatchView } from "@/lib/settlement/batch";
import { CodeBlock } from "@/lib/ui/code-block";
import { Tabs } from "@/lib/ui/tabs";

type Props = {
  readonly dataset: DatasetView;
  readonly batch: BatchView | undefined;
  /** Absolute. */
  readonly rpcUrl: string;
  readonly origin: string;
};

/** Three ways to the data, each of which works as it stands when it is copied. */
export function Snippets({ dataset, batch, rpcUrl, origin }: Props) {
  const t = useTranslations("dataset");
  const panels = [
    { key: "python", label: "Python", content: <CodeBlock label="Python" code={python(dataset, origin)} /> },
    { key: "curl", label: "curl", content: <CodeBlock label="curl" code={curl(dataset, origin)} /> },
    ...(batch
      ? [
          {
            key: "cli",
            label: t("commandLine"),
            content: <CodeBlock label={t("commandLine")} code={verify(batch, origin, rpcUrl)} />,
          },
        ]
      : []),
  ];
  return <Tabs label={t("snippets")} panels={panels} />;
}

const exportUrl = ({ id }: DatasetView, origin: string, format: string) =>
  `${origin}/api/v1/datasets/${id}/export?format=${format}`;

function python(dataset: DatasetView, origin: string): string {
  return `from datasets import load_dataset

url = "${exportUrl(dataset, origin, "jsonl")}"
ds = load_dataset("json", data_files=url, split="train")
sure = ds.filter(lambda row: row["certainty_permille"] >= 950)
print(len(sure), "of", len(ds), "labels are certain")`;
}

function curl(dataset: DatasetView, origin: string): string {
  const sha256 = dataset.downloads.find(({ format }) => format === "jsonl")?.sha256;
  const check = sha256 ? `\necho "${sha256}  ${dataset.id}.jsonl" | sha256sum --check` : "";
  return `curl --fail --output ${dataset.id}.jsonl \\
  "${exportUrl(dataset, origin, "jsonl")}"${check}`;
}

function verify({ id }: BatchView, origin: string, rpcUrl: string): string {
  return `curl --fail --output ${id}.evidence.jsonl \\
  "${origin}/api/v1/batches/${id}/evidence"
bin/assay verify ${id}.evidence.jsonl --rpc ${rpcUrl}`;
}
