/** Thrown where packed bytes are no whole gzip file. */
export class DamagedPacking extends Error {
  override readonly name = "DamagedPacking";
}

/**
 * The bytes themselves, or, where they begin as a gzip file does, what is packed in them. Evidence begins with `{`, so
 * there is no doubt. Throws DamagedPacking; what the source throws comes through as it is.
 */
export async function* unpacked(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<string | Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  try {
    const head = await source.next();
    if (head.done) return;
    if (typeof head.value === "string" || head.value[0] !== 0x1f) {
      for (let next: IteratorResult<string | Uint8Array> = head; !next.done; next = await source.next())
        yield next.value;
      return;
    }
    yield* gunzipped(head.value, source);
  } finally {
    await source.return?.();
  }
}

async function* gunzipped(head: Uint8Array, source: AsyncIterator<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  const failure: { source?: unknown } = {};
  const feed = async () => {
    for (let bytes: string | Uint8Array | undefined = head; bytes !== undefined; ) {
      await writer.ready;
      await writer.write(new Uint8Array(bytes as Uint8Array));
      const next = await source.next().catch((error: unknown) => {
        failure.source = error;
        throw error;
      });
      bytes = next.done ? undefined : next.value;
    }
    await writer.close();
  };
  // What goes wrong here is seen by the reader below, as the stream's own failure.
  const fed = feed().catch((error: unknown) => writer.abort(error).catch(() => undefined));
  const reader = readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (cause) {
    if ("source" in failure) throw failure.source;
    throw new DamagedPacking(cause instanceof Error ? cause.message : String(cause), { cause });
  } finally {
    await reader.cancel().catch(() => undefined);
    await fed;
  }
}
