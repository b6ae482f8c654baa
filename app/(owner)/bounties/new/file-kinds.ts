import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { SelectOption } from "@/lib/ui/select";
import type { WizardTranslator } from "./wizard-translator";

/** Kinds of files that a name does not tell apart, as this task takes them. The first: as the name says. */
export function fileKinds(t: WizardTranslator, { rows, fromImage, fromAudio }: AnyTaskType): readonly SelectOption[] {
  const media = fromImage ?? fromAudio;
  return [
    { value: "", label: t("kindByName") },
    ...(rows
      ? [
          { value: "csv", label: "CSV" },
          { value: "tsv", label: "TSV" },
          { value: "jsonl", label: "JSON Lines" },
          { value: "parquet", label: "Parquet" },
          { value: "hf", label: t("kind-hf") },
        ]
      : []),
    { value: "label-studio", label: "Label Studio JSON" },
    ...(fromImage ? [{ value: "coco", label: "COCO" }] : []),
    ...(media
      ? [
          { value: "zip", label: t("kind-zip") },
          { value: "urls", label: t("kind-urls") },
        ]
      : []),
  ];
}
