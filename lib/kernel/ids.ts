import type { Brand } from "./brand";

/** Public id of a bounty: `bty_` and 20 characters of base 32. Stored, shown, never reused. */
export type BountyId = Brand<string, "BountyId">;
/** Public id of a batch: `bat_` and 20 characters. */
export type BatchId = Brand<string, "BatchId">;
/** Public id of an import: `imp_` and 20 characters. */
export type ImportId = Brand<string, "ImportId">;

/** Public id of an upload in pieces: `upl_` and 20 characters. */
export type UploadId = Brand<string, "UploadId">;
/** Public id of an export that the worker writes: `exp_` and 20 characters. */
export type ExportId = Brand<string, "ExportId">;
/** Public id of an API key: `key_` and 20 characters. */
export type ApiKeyId = Brand<string, "ApiKeyId">;
/** Public id of a webhook: `whk_` and 20 characters. */
export type WebhookId = Brand<string, "WebhookId">;
/** Public id of a message to a webhook, the same at every try: `msg_` and letters and digits. */
export type MessageId = Brand<string, "MessageId">;

/** SHA-256 as 64 lower-case hex digits. */
export type Sha256 = Brand<string, "Sha256">;
/** A 20-byte account address, lower case, with `0x`. */
export type Address = Brand<`0x${string}`, "Address">;
/** A 32-byte word, lower case, with `0x`: chain hashes and roots. */
export type Bytes32 = Brand<`0x${string}`, "Bytes32">;

/** Row numbers inside this installation; they never leave the server. */
export type BountyNo = Brand<bigint, "BountyNo">;
export type AccountNo = Brand<bigint, "AccountNo">;
export type BatchNo = Brand<bigint, "BatchNo">;
/** Position of an item in its bounty's shuffled order. Never leaves the server (gold items have the last ones). */
export type ItemNo = Brand<number, "ItemNo">;

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** An id from 20 random bytes (the dice are the caller's): prefix, underscore, one base-32 character a byte. */
export function idFrom<
  Id extends BountyId | BatchId | ImportId | UploadId | ExportId | ApiKeyId | WebhookId | MessageId,
>(prefix: "bty" | "bat" | "imp" | "upl" | "exp" | "key" | "whk" | "msg", random: Uint8Array): Id {
  if (random.length < 20) throw new RangeError("an id needs 20 random bytes");
  let text = "";
  for (const byte of random.subarray(0, 20)) text += ALPHABET[byte & 31];
  return `${prefix}_${text}` as Id;
}

/** Lower-cases an address that is one; undefined otherwise. */
export function addressOf(text: string): Address | undefined {
  return /^0x[0-9a-fA-F]{40}$/.test(text) ? (text.toLowerCase() as Address) : undefined;
}
