/** Everything that a stream of text and bytes amounts to. */
export async function bytesOf(chunks: AsyncIterable<string | Uint8Array>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(typeof chunk === "string" ? Buffer.from(chunk) : Buffer.from(chunk));
  return Buffer.concat(parts);
}

export const textOf = async (chunks: AsyncIterable<string | Uint8Array>): Promise<string> =>
  (await bytesOf(chunks)).toString("utf8");
