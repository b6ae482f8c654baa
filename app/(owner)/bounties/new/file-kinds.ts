import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { SelectOption } from "@/lib/ui/select";

/** Kinds of files that a name does not tell apart, as this task takes them. The first: as the name says. */
export function fileKinds({ rows, fromImage, fromAudio }: AnyTaskType): readonly SelectOption[] {
  const media = fromImage ?? fromAudio;
  return [
    { value: "", label: "As its name says" },
    ...(rows
      ? [
          { value: "csv", label: "CSV" },
          { value: "tsv", label: "TSV" },
          { value: "jsonl", label: "JSON Lines" },
          { value: "parquet", label: "Parquet" },
          { value: "hf", label: "Hugging Face dataset (Parquet shards)" },
        ]
      : []),
    { value: "label-studio", label: "Label Studio JSON" },
    ...(fromImage ? [{ value: "coco", label: "COCO" }] : []),
    ...(media
      ? [
          { value: "zip", label: "Zip of images or recordings" },
          { value: "urls", label: "List of addresses" },
        ]
      : []),
  ];
}
