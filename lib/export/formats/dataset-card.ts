import { stringify } from "yaml";
import type { ReadingKind } from "@/lib/task-types/reading";
import type { Writing } from "../format";
import type { Part } from "../split";
import type { ParquetColumn } from "./parquet-bytes";

/** Licences that the hub knows by these ids; another goes as `other` with its name. */
const HUB_LICENCES =
  "apache-2.0 mit cc0-1.0 cc-by-2.0 cc-by-3.0 cc-by-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 cc-by-nd-4.0 cc-by-nc-nd-4.0 odc-by odbl pddl cdla-permissive-1.0 cdla-permissive-2.0 cdla-sharing-1.0 gpl-3.0 unlicense";

/** The hub's task categories (https://huggingface.co/tasks) by the shape of the answers. */
const TASKS: Partial<Record<ReadingKind, string>> = {
  boxes: "object-detection",
  polygons: "image-segmentation",
  keypoints: "keypoint-detection",
  spans: "token-classification",
  segments: "audio-classification",
  preference: "text-generation",
  steps: "text-generation",
};

const DTYPES = { STRING: "string", INT32: "int32", BOOLEAN: "bool" } as const;

/**
 * The README of a dataset repository: YAML that the hub reads (https://huggingface.co/docs/hub/datasets-cards,
 * …/datasets-manual-configuration) between two lines of dashes, then words for people.
 */
export function datasetCard(writing: Writing, columns: readonly ParquetColumn[]): string {
  const { about, parts } = writing;
  const head = {
    pretty_name: about.title,
    ...licenceOf(about.licence),
    annotations_creators: ["crowdsourced"],
    ...(taskOf(writing) ? { task_categories: [taskOf(writing)] } : {}),
    size_categories: [sizeCategory(about.items)],
    tags: ["assay", "crowdsourced"],
    configs: [
      {
        config_name: "default",
        data_files: parts.map((part) => ({ split: splitOf(part), path: `data/${splitOf(part)}-*.parquet` })),
      },
    ],
    dataset_info: { features: columns.map(({ name, type }) => ({ name, dtype: DTYPES[type] })) },
  };
  return `---\n${stringify(head, { lineWidth: 0 })}---\n\n${words(writing, columns)}`;
}

const splitOf = (part: Part): string => (part === "all" ? "train" : part);

function licenceOf(licence: string | null): object {
  if (licence === null) return {};
  const id = licence.toLowerCase();
  return HUB_LICENCES.split(" ").includes(id) ? { license: id } : { license: "other", license_name: licence };
}

function taskOf({ ontology }: Writing): string | undefined {
  if (ontology.kind === "labels" || ontology.kind === "ratings") return "text-classification";
  return ontology.kind && TASKS[ontology.kind];
}

function sizeCategory(items: number): string {
  const steps = [
    [1_000, "n<1K"],
    [10_000, "1K<n<10K"],
    [100_000, "10K<n<100K"],
    [1_000_000, "100K<n<1M"],
    [10_000_000, "1M<n<10M"],
  ] as const;
  return steps.find(([most]) => items < most)?.[1] ?? "10M<n<100M";
}

function words({ about, ontology }: Writing, columns: readonly ParquetColumn[]): string {
  const { labels } = ontology.names;
  return [
    `# ${about.title}`,
    `${about.items} items, ${ontology.taskType.title.toLowerCase()}, labeled by people on Assay${about.version === null ? "" : `; version ${about.version}`}. Labels and payouts can be recomputed from public evidence: ${about.url}`,
    ...(labels.length > 0 ? [`## Labels\n\n${labels.map((label) => `- ${label}`).join("\n")}`] : []),
    ...(about.guidelines === "" ? [] : [`## What annotators were told\n\n${about.guidelines}`]),
    `## Columns\n\n${columns.map(({ name, type }) => `- \`${name}\` (${DTYPES[type]})`).join("\n")}`,
    "Shares are whole numbers: `_permille` of 1,000, `_millibits` of 1,000 a bit, `_q16` of 65,536.",
    ...(about.consent === null ? [] : [`## Consent\n\n${about.consent}`]),
    "",
  ].join("\n\n");
}
