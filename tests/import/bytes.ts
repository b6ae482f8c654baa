/** Uploads for tests: text as byte streams, in pieces of any size. */
const encoder = new TextEncoder();

export async function* pieces(bytes: Uint8Array, sizes: readonly number[] = [65_536]): AsyncGenerator<Uint8Array> {
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const size = Math.max(1, sizes[n % sizes.length] ?? 1);
    yield bytes.slice(at, at + size);
    at += size;
  }
}

export const utf8 = (text: string, sizes?: readonly number[]) => pieces(encoder.encode(text), sizes);

export async function* chunks(text: string, sizes: readonly number[] = [65_536]): AsyncGenerator<string> {
  for (let at = 0, n = 0; at < text.length; n++) {
    const size = Math.max(1, sizes[n % sizes.length] ?? 1);
    yield text.slice(at, at + size);
    at += size;
  }
}

export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of source) found.push(item);
  return found;
}

/** A first part, one line of `length` times "x", and a last part, made as they are read. */
export async function* withLongLine(before: string, length: number, after: string): AsyncGenerator<Uint8Array> {
  yield encoder.encode(before);
  const block = new Uint8Array(65_536).fill(120);
  for (let left = length; left > 0; left -= block.length) yield block.subarray(0, Math.min(left, block.length));
  yield encoder.encode(after);
}

/** Bytes by which heap and buffers grew, at most, while `work` ran; sampled at every call of the given probe. */
export async function growthOf(work: (probe: () => void) => Promise<void>): Promise<number> {
  const used = () => {
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return heapUsed + external + arrayBuffers;
  };
  globalThis.gc?.();
  const start = used();
  let most = 0;
  let calls = 0;
  await work(() => {
    if (calls++ % 64 === 0) most = Math.max(most, used() - start);
  });
  return most;
}

export async function* probed<T>(source: AsyncIterable<T>, probe: () => void): AsyncGenerator<T> {
  for await (const item of source) {
    probe();
    yield item;
  }
}
