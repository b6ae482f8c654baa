import type { BountyNo, ItemNo, Sha256 } from "@/lib/kernel/ids";
import { embedImages } from "./embed-images";
import { type FittedModel, fitImages, fitText, type NoModel } from "./fit";
import { beatsBaseline, type ModelCard } from "./model-card";
import type { ItemPosterior, ModelItem, ModelTask, PictureSource, PrelabelDeps } from "./ports";
import { posteriorQ16 } from "./posterior-q16";
import { worthRefreshing } from "./refresh-rule";
import { createSuggester, type ModelInput } from "./run-model";
import { type TrainingLabel, trainingLabels } from "./training-labels";

export type RefreshOutcome =
  | { readonly kind: "published"; readonly sha256: Sha256; readonly card: ModelCard }
  | {
      readonly kind: "kept";
      readonly reason: "no-task" | "few-new-labels" | "no-gain" | "same-model" | NoModel["reason"];
    };

/** Same items and labels, same model. */
const SEED = 1;
/** Let the process breathe (heartbeat, queue) after so many items. */
const ITEMS_A_TURN = 100;

/**
 * Fits a bounty's model anew when enough consensus came in, and publishes it if it beats naming the most frequent
 * class: the file, and with the version its posterior for every item. Safe to call at any time, and twice.
 */
export async function refreshModel(
  deps: PrelabelDeps,
  { bountyNo }: { readonly bountyNo: BountyNo },
): Promise<RefreshOutcome> {
  const task = await deps.bounties.modelTask(bountyNo);
  if (!task) return kept("no-task");
  const newest = await deps.models.newest(bountyNo);
  if (!worthRefreshing(learnable(task), newest?.labelled ?? 0)) return kept("few-new-labels");
  const readable = await readItems(task.items, deps.pictures);
  const labels = trainingLabels(readable, task.consensus, task.classes.length);
  const fitted = await fitItems(readable, task.classes, labels, deps.pictures);
  if (fitted.kind === "none") return kept(fitted.reason);
  if (!beatsBaseline(fitted.card)) return kept("no-gain");
  await deps.files.put(fitted.sha256, fitted.onnx);
  const version = { sha256: fitted.sha256, card: fitted.card };
  const published = await deps.models.publish(bountyNo, version, await posteriors(fitted.onnx, readable));
  return published ? { kind: "published", ...version } : kept("same-model");
}

type ReadableItem = { readonly itemNo: ItemNo; readonly gold: boolean; readonly input: ModelInput };

function learnable({ items, consensus, classes }: ModelTask): number {
  return trainingLabels(items, consensus, classes.length).length;
}

/** The items a model can look at: those of the first one's kind, pictures decoded; unreadable ones are left out. */
async function readItems(items: readonly ModelItem[], pictures: PictureSource): Promise<ReadableItem[]> {
  const readable: ReadableItem[] = [];
  for (const { itemNo, gold, features } of items) {
    if (features.kind !== items[0]?.features.kind) continue;
    if (features.kind === "text") {
      readable.push({ itemNo, gold, input: features });
      continue;
    }
    const rgb = await pictures.square(features.asset);
    if (rgb) readable.push({ itemNo, gold, input: { kind: "image", rgb } });
  }
  return readable;
}

async function fitItems(
  items: readonly ReadableItem[],
  classes: readonly string[],
  labels: readonly TrainingLabel[],
  pictures: PictureSource,
): Promise<FittedModel | NoModel> {
  const squares = items.flatMap(({ input }) => (input.kind === "image" ? [input.rgb] : []));
  if (squares.length === 0) {
    const texts = items.flatMap(({ input }) => (input.kind === "text" ? [input.text] : []));
    return fitText({ texts, classes, labels, seed: SEED });
  }
  const { name, file } = await pictures.encoder();
  const { rows, width } = await embedImages(file, squares);
  return fitImages({ encoder: file, encoderName: name, embeddings: rows, width, classes, labels, seed: SEED });
}

/** What the published file itself says of every item: the very bytes that the browsers will run. */
async function posteriors(onnx: Uint8Array, items: readonly ReadableItem[]): Promise<ItemPosterior[]> {
  const suggester = await createSuggester(onnx);
  try {
    const rows: ItemPosterior[] = [];
    for (const { itemNo, input } of items) {
      rows.push({ itemNo, q16: posteriorQ16((await suggester.suggest(input)).probs) });
      if (rows.length % ITEMS_A_TURN === 0) await new Promise((resume) => setTimeout(resume, 0));
    }
    return rows;
  } finally {
    await suggester.close();
  }
}

function kept(reason: (RefreshOutcome & { kind: "kept" })["reason"]): RefreshOutcome {
  return { kind: "kept", reason };
}
