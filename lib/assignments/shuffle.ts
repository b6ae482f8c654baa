/** The values in an order drawn from 4 random bytes a value (Fisher-Yates). */
export function shuffle<T>(values: readonly T[], random: Uint8Array): T[] {
  const order = [...values];
  const view = new DataView(random.buffer, random.byteOffset, random.byteLength);
  for (let last = order.length - 1; last > 0; last--) {
    const other = view.getUint32(4 * last) % (last + 1);
    const value = order[last] as T;
    order[last] = order[other] as T;
    order[other] = value;
  }
  return order;
}
