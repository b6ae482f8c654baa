import { z } from "zod";
import { Manifest } from "@/lib/bounties/manifest";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import { sha256Hex } from "@/lib/kernel/sha256";

/**
 * The evidence of a batch: canonical JSON Lines from which anyone recomputes labels, credit, payouts and the payout tree.
 *
 * One record a line, RFC 8785 spelling, integers and strings only, `\n` after every line. Records come in the order of
 * `RECORDS`, within a type by `sortKey`. First what is known (batch, items, keys, submissions, answers, priors), then what
 * follows from it. Every record is sealed (`sealOf`), so that damage is found in the line where it is; forgery is found
 * because answers are signed, results are recomputed, and the vault holds the SHA-256 of the whole file.
 */

/** The format of the file. */
export const EVIDENCE_VERSION = 1;

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const address = z.string().regex(/^0x[0-9a-f]{40}$/);
const bytes32 = z.string().regex(/^0x[0-9a-f]{64}$/);
const units = z.string().regex(/^(0|[1-9][0-9]{0,77})$/);
const base64Url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const q16 = z.int().min(0).max(65536);
const count = z.int().min(0);

/** The bounty, its terms, and what there was to pay from. `previous` are the bounty's earlier batches, oldest first. */
const BatchRecord = z.strictObject({
  type: z.literal("batch"),
  version: z.literal(EVIDENCE_VERSION),
  bounty: Manifest,
  manifestHash: bytes32,
  batchId: units,
  feeBps: z.int().min(0).max(1000),
  /** What the vault holds for the bounty before this batch; allocation = payouts + fee stays within it. */
  escrowUnits: units,
  previous: z.array(z.strictObject({ batchId: units, sha256: hex64 })),
});

/** Every item of the bounty, by content hash; gold answers are revealed with the salt of their commitment. */
const ItemRecord = z.strictObject({
  type: z.literal("item"),
  item: hex64,
  gold: z.strictObject({ answer: z.json(), salt: hex64 }).nullable(),
});

/**
 * A browser key that signed answers, and the annotator's EIP-712 authorisation of it. `key`: SHA-256 of the SPKI.
 * `revokedAtMs`: when its annotator ended it before its expiry; null for a key that was not revoked by this settlement.
 */
const KeyRecord = z.strictObject({
  type: z.literal("key"),
  key: hex64,
  annotator: address,
  publicKey: base64Url,
  expiresAtS: count,
  revokedAtMs: count.nullable(),
  signature: z.string().regex(/^0x[0-9a-f]+$/),
});

/** One signed submit. `submission` is `submissionId` of key, bounty and digests; the signature is P-256, r ‖ s. */
const SubmissionRecord = z.strictObject({
  type: z.literal("submission"),
  submission: hex64,
  key: hex64,
  digests: z.array(hex64).min(1),
  signature: base64Url,
});

/** One answer. `counted` and `gold` answers decide; a `spare` one came when the item was full: paid, not counted. */
const AnswerRecord = z.strictObject({
  type: z.literal("answer"),
  item: hex64,
  annotator: address,
  answer: z.json(),
  /** Idempotency key, part of the digest. */
  id: z.uuid(),
  shown: z.strictObject({ model: hex64, answer: z.json(), confidenceQ16: q16 }).nullable(),
  submission: hex64,
  /** Place of its digest in the submission. */
  index: count,
  atMs: count,
  leadMs: count,
  kind: z.enum(["counted", "gold", "spare"]),
});

/** A model's posterior for an item, which was shown; with gate 1 it would be the item's prior too, which no manifest can ask for. */
const PriorRecord = z.strictObject({
  type: z.literal("prior"),
  item: hex64,
  model: hex64,
  gate: z.union([z.literal(0), z.literal(1)]),
  q16: z.array(q16),
});

/** An item's label where answers are classes. */
const ClassRecord = z.strictObject({
  type: z.literal("consensus"),
  item: hex64,
  answer: z.json(),
  category: count,
  posteriorQ16: z.array(q16),
  temperedQ16: z.array(q16),
  entropyQ10: count,
});

/** An item's label where they are not: the merged answer and how certain it is. */
const MergedRecord = z.strictObject({
  type: z.literal("consensus"),
  item: hex64,
  answer: z.json(),
  certaintyQ16: q16,
});

const ConsensusRecord = z.union([ClassRecord, MergedRecord]);

/**
 * What a counted or gold answer told, in bits × 1024, or, for answers that are no classes, in similarity above chance ×
 * 1024; where the pay rule asks for it (`posterior-v1`) also how far the others' answers and gold confirm it.
 */
const CreditRecord = z.strictObject({
  type: z.literal("credit"),
  item: hex64,
  annotator: address,
  scoreQ10: z.int(),
  agreementQ16: q16.optional(),
});

/** One annotator's account of the bounty: what came in (standing, cluster, paid before) and what follows. */
const AnnotatorRecord = z.strictObject({
  type: z.literal("annotator"),
  annotator: address,
  standingQ10: z.int().min(-8192).max(8192),
  cluster: z.string().nullable(),
  paidBeforeUnits: units,
  counted: count,
  gold: count,
  spare: count,
  scoreQ10: z.int(),
  rhoQ16: q16,
  reliabilityQ16: q16,
  /** Share of the price that a counted or gold answer earned, and a spare one. */
  payShareQ16: q16,
  baseShareQ16: q16,
  entitledUnits: units,
  payoutUnits: units,
});

const LeafRecord = z.strictObject({
  type: z.literal("leaf"),
  index: count,
  account: address,
  amountUnits: units,
});

const RootRecord = z.strictObject({
  type: z.literal("root"),
  batchKey: bytes32,
  root: bytes32,
  totalUnits: units,
  feeUnits: units,
  allocationUnits: units,
});

/** The record types in the order of the file. */
export const RECORDS = {
  batch: BatchRecord,
  item: ItemRecord,
  key: KeyRecord,
  submission: SubmissionRecord,
  answer: AnswerRecord,
  prior: PriorRecord,
  consensus: ConsensusRecord,
  credit: CreditRecord,
  annotator: AnnotatorRecord,
  leaf: LeafRecord,
  root: RootRecord,
} as const;

export type RecordType = keyof typeof RECORDS;
export type RecordOf<Type extends RecordType> = z.infer<(typeof RECORDS)[Type]>;
export type EvidenceRecord = { [Type in RecordType]: RecordOf<Type> }[RecordType];

export const RECORD_TYPES = Object.keys(RECORDS) as readonly RecordType[];

/** Sixteen hex digits of SHA-256 over the record's canonical JSON without its seal: tells which line is damaged. */
export const sealOf = (record: EvidenceRecord): string => sha256Hex(canonicalJson(record)).slice(0, 16);

/** A record as its line, without the line end. */
export const evidenceLine = (record: EvidenceRecord): string => canonicalJson({ ...record, seal: sealOf(record) });

/** Records of one type are sorted by this (UTF-16 code units), no two are equal. Leaves count up instead. */
export function sortKey(record: EvidenceRecord): string {
  switch (record.type) {
    case "batch":
    case "root":
      return "";
    case "item":
    case "consensus":
      return record.item;
    case "key":
      return record.key;
    case "submission":
      return record.submission;
    case "answer":
    case "credit":
      return `${record.item} ${record.annotator}`;
    case "prior":
      return `${record.item} ${record.model}`;
    case "annotator":
      return record.annotator;
    case "leaf":
      return String(record.index).padStart(12, "0");
  }
}
