import type { KeptAnswers } from "@/lib/annotators/ports";
import { type Caller, requireAccount } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import { sha256Hex } from "@/lib/kernel/sha256";

const MOST_KEY_CHARS = 200;

export type Repeatable = {
  /** What the Idempotency-Key header says. */
  readonly key: string;
  /** Method, path, query and JSON body: what must be the same when the key is the same. */
  readonly request: string;
};

/**
 * Makes something once however often the request is sent: `make` answers JSON, which is kept for a day and answered again.
 * A refusal is not kept. Throws `conflict` while the first is being worked on, `invalid_input` when the key stands for
 * another request.
 */
export async function once(
  deps: { readonly kept: KeptAnswers; now(): number },
  caller: Caller,
  { key, request }: Repeatable,
  make: () => Promise<string>,
): Promise<{ readonly text: string; readonly replayed: boolean }> {
  const { no } = requireAccount(caller);
  if (key.trim() === "" || key.length > MOST_KEY_CHARS) {
    throw new AppError("invalid_input", `An Idempotency-Key has 1 to ${MOST_KEY_CHARS} characters.`);
  }
  const begun = await deps.kept.begin(no, key, sha256Hex(request), deps.now());
  if (begun.kind === "kept") return { text: begun.answer, replayed: true };
  if (begun.kind === "busy") {
    throw new AppError(
      "conflict",
      "The first request with this Idempotency-Key is still being worked on. Wait for it.",
    );
  }
  if (begun.kind === "other") {
    throw new AppError("invalid_input", "This Idempotency-Key was used for another request. Take a new one.");
  }
  try {
    const text = await make();
    await deps.kept.keep(no, key, text);
    return { text, replayed: false };
  } catch (error) {
    await deps.kept.drop(no, key);
    throw error;
  }
}
