import { canonicalJson } from "@/lib/kernel/canonical-json";
import type { Sha256 } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";

/**
 * An item's public name: SHA-256 of the canonical JSON of its id and payload. Manifest, signed answers and evidence
 * name items by it. Throws a TypeError when the payload has no canonical spelling.
 */
export const itemHash = (id: string, payload: unknown): Sha256 => itemHashOf(id, canonicalJson(payload));

/** The same of a payload that is spelt canonically already. */
export const itemHashOf = (id: string, payloadJson: string): Sha256 =>
  sha256Hex(`{"id":${canonicalJson(id)},"payload":${payloadJson}}`);
