import { AppError } from "./errors";

/** Ten million labels, or whatever else somebody sends, must not fill the memory before they are refused. */
const MOST_BODY_BYTES = 8_000_000;

/** A request's body as text, read no further than a body may reach. Throws `too_large` beyond it. */
export async function bodyText(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > MOST_BODY_BYTES) throw new AppError("too_large", "The body is larger than 8 MB; send fewer at once.");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
