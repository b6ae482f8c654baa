import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { SelectOption } from "@/lib/ui/select";
import type { WizardTranslator } from "./wizard-translator";

const NAMES: ReadonlyMap<string, string> = new Map([
  ["csv", "CSV"],
  ["tsv", "TSV"],
  ["jsonl", "JSON Lines"],
  ["parquet", "Parquet"],
  ["label-studio", "Label Studio JSON"],
  ["coco", "COCO"],
]);

/** A kind that is called the same in every language. */
const named = (value: string): SelectOption => ({ value, label: NAMES.get(value) ?? value });

/** Kinds of files that a name does not tell apart, as this task takes them. The first: as the name says. */
export function fileKinds(t: WizardTranslator, { rows, fromImage, fromAudio }: AnyTaskType): readonly SelectOption[] {
  const media = fromImage ?? fromAudio;
  return [
    { value: "", label: t("kindByName") },
    ...(rows ? [...["csv", "tsv", "jsonl", "parquet"].map(named), { value: "hf", label: t("kind-hf") }] : []),
    named("label-studio"),
    ...(fromImage ? [named("coco")] : []),
    ...(media
      ? [
          { value: "zip", label: t("kind-zip") },
          { value: "urls", label: t("kind-urls") },
        ]
      : []),
  ];
}
