/** A response's bytes as they arrive, for code that reads async iterables (not every browser's stream is one). */
export async function* byteChunks(response: Response, onBytes?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  for (let total = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    total += value.length;
    onBytes?.(total);
    yield value;
  }
}
