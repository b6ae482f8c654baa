import { AppError } from "@/lib/kernel/errors";
import { sha256Stream } from "@/lib/kernel/sha256";

/** An answer as it is kept for a request that may be sent again: status, the headers that are part of it, and its text. */
export type KeptReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** SHA-256 of the file that was sent; absent where none was, or not to its end. */
  readonly sent?: string | undefined;
};

const KEPT_HEADERS = ["content-type", "location", "tus-resumable"];

/** What a handler answered, in the form that is kept. */
export async function replyOf(result: Response, sent: string | undefined): Promise<KeptReply> {
  const headers = Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = result.headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  return { status: result.status, headers, text: await result.text(), ...(sent === undefined ? {} : { sent }) };
}

/** Whether a second request's file is the first one's. Throws `invalid_input` where it is another. */
export async function checkSame({ sent }: Pick<KeptReply, "sent">, body: AsyncIterable<Uint8Array>): Promise<void> {
  if (sent === undefined) return;
  const hash = sha256Stream();
  for await (const chunk of body) hash.update(chunk);
  if (hash.digest() === sent) return;
  throw new AppError("invalid_input", "This Idempotency-Key was used for another file. Take a new one.");
}

/** A body that is hashed as it is read; its digest is known once it was read to its end. */
export function hashed(body: ReadableStream<Uint8Array>): {
  readonly body: ReadableStream<Uint8Array>;
  digest(): string | undefined;
} {
  const hash = sha256Stream();
  const found: { digest?: string } = {};
  const through = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      hash.update(chunk);
      controller.enqueue(chunk);
    },
    flush: () => {
      found.digest = hash.digest();
    },
  });
  return { body: body.pipeThrough(through), digest: () => found.digest };
}
