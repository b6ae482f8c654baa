/** Places of a text counted as the answer does (code points) and as the browser does (UTF-16 units). */
export type Offsets = {
  readonly length: number;
  toUnits(point: number): number;
  toPoints(unit: number): number;
};

/** Reads a text once; texts without symbols beyond the basic plane need no table. A unit within a symbol is its start. */
export function offsetsOf(text: string): Offsets {
  const wide: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const next = text.charCodeAt(i + 1);
    if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000) wide.push(i++);
  }
  return {
    length: text.length - wide.length,
    // The k-th wide symbol (from 0) begins at point wide[k] − k.
    toUnits: (point) => point + countBelow(wide, (at, k) => at - k < point),
    toPoints: (unit) => unit - countBelow(wide, (at) => at < unit),
  };
}

/** How many of a rising list are `below`. */
function countBelow(list: readonly number[], below: (value: number, index: number) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (below(list[middle] as number, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
