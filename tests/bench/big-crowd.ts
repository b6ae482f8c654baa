import type { Votes } from "@/lib/referee/input";
import { dice } from "../referee/crowd";

/** A crowd of ten answers an item in typed arrays alone, canonical as it is made, so that making it costs no memory worth speaking of. */
export function bigCrowd(items: number, annotators: number, classes: number, seed: number): Votes {
  const roll = dice(seed);
  const perItem = 10;
  const votes = items * perItem;
  const columns = { item: new Int32Array(votes), annotator: new Int32Array(votes), label: new Int32Array(votes) };
  const picked = new Int32Array(perItem);
  for (let t = 0; t < items; t++) {
    const truth = Math.floor(roll() * classes);
    // One in each tenth of the annotators: all different, ascending.
    for (let i = 0; i < perItem; i++) picked[i] = Math.floor(((i + roll()) * annotators) / perItem);
    for (let i = 0; i < perItem; i++) {
      const w = picked[i] as number;
      const at = t * perItem + i;
      columns.item[at] = t;
      columns.annotator[at] = w;
      columns.label[at] = roll() < 0.45 + (w % 50) * 0.01 ? truth : Math.floor(roll() * classes);
    }
  }
  return { ...columns, items, annotators, classes };
}
