import type { ItemNo } from "@/lib/kernel/ids";

/**
 * What a model may learn from: the crowd's accepted consensus, and nothing else.
 *
 * Never gold. Every annotator downloads the model, so a model fitted on secret gold answers would whisper them: it
 * would be surer, and right, exactly on the traps. A `TrainingLabel` is therefore a type of its own that only
 * `trainingLabels` makes, and it leaves out every gold item, even where the crowd reached a consensus on it
 * (gold enters the referee as a prior, so that consensus *is* the gold answer).
 */
declare const accepted: unique symbol;

/** A label fit for training. Made by `trainingLabels` only. */
export type TrainingLabel = {
  /** Position in the list of items that the model is fitted on. */
  readonly index: number;
  readonly classIndex: number;
  readonly [accepted]: true;
};

/** The consensus on an item, once it has been accepted. `itemNo` names the item in its bounty. */
export type AcceptedConsensus = { readonly itemNo: ItemNo; readonly classIndex: number };

/** The labels to learn from, in the items' order. Gold items, unknown items and classes outside the list fall away. */
export function trainingLabels(
  items: readonly { readonly itemNo: ItemNo; readonly gold: boolean }[],
  consensus: readonly AcceptedConsensus[],
  classCount: number,
): TrainingLabel[] {
  const classOf = new Map(consensus.map(({ itemNo, classIndex }) => [itemNo, classIndex]));
  return items.flatMap((item, index) => {
    const classIndex = classOf.get(item.itemNo);
    if (item.gold || classIndex === undefined || classIndex < 0 || classIndex >= classCount) return [];
    return [{ index, classIndex } as TrainingLabel];
  });
}
