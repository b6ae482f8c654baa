import { canonicalJson } from "@/lib/kernel/canonical-json";
import type { Sha256 } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";

/** The suggestion that was on the screen when an answer was given. */
export type ShownSuggestion = {
  /** SHA-256 of the model file. */
  readonly model: string;
  readonly answer: unknown;
  readonly confidenceQ16: number;
};

export type SignedAnswer = {
  /** Hash of the bounty's manifest, `0x…`. */
  readonly bounty: string;
  /** Content hash of the item. */
  readonly item: string;
  readonly answer: unknown;
  readonly shown: ShownSuggestion | null;
  /** Idempotency key of the answer, a UUID drawn by the client. */
  readonly key: string;
};

/** What stands for an answer under a signature: SHA-256 of its canonical JSON, hex. The same in browser, server and verifier. */
export const answerDigest = ({ bounty, item, answer, shown, key }: SignedAnswer): Sha256 =>
  sha256Hex(canonicalJson({ answer, bounty, item, key, kind: "answer", shown }));

/**
 * The bytes that a session key signs for one submit (ECDSA P-256 with SHA-256): a domain line, the bounty, and the
 * digests in order, one a line.
 */
export const submissionMessage = (bounty: string, digests: readonly string[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(["Assay submission v1", bounty, ...digests].join("\n"));

/** Name of a submission in the evidence: SHA-256 of the key's id and the signed bytes, hex. */
export const submissionId = (key: string, bounty: string, digests: readonly string[]): Sha256 =>
  sha256Hex([key, "Assay submission v1", bounty, ...digests].join("\n"));
