import type { Tally } from "@/lib/assignments/assignment";
import type { Draw } from "@/lib/assignments/draw";
import type { AssignmentDeps, Claimed } from "@/lib/assignments/ports";
import type { AccountNo, BountyNo } from "@/lib/kernel/ids";
import type { SignedBatch, StoreOutcome } from "./annotation";

/** What this room asks of the outside: answers are handed in where items are handed out. */
export type AnnotationDeps = AssignmentDeps & {
  readonly annotations: AnnotationStore;
  readonly keys: KeyRing;
  readonly signatures: SubmitSignatures;
};

/** Each call is one transaction: answers, assignments, submission, outbox and counters, or nothing. */
export type AnnotationStore = {
  /** Outcomes stand in the order of the answers. */
  submit(
    bountyNo: BountyNo,
    accountNo: AccountNo,
    batch: SignedBatch,
  ): Promise<{ readonly outcomes: readonly StoreOutcome[]; readonly tally: Tally }>;
  /** Submits, then claims, with one commit. */
  exchange(
    bountyNo: BountyNo,
    accountNo: AccountNo,
    batch: SignedBatch,
    draw: Draw,
  ): Promise<{ readonly outcomes: readonly StoreOutcome[]; readonly claimed: Claimed }>;
};

export type RingKey = {
  readonly accountNo: AccountNo;
  /** SPKI, base64url. */
  readonly publicKey: string;
  readonly expiresAtS: number;
  readonly revoked: boolean;
};

export type KeyRing = {
  /** A session key by its id, expired and revoked ones too. */
  byId(keyId: string): Promise<RingKey | undefined>;
};

export type SubmitSignatures = {
  /** Whether the P-256 key (SPKI, base64url) signed the message (ECDSA with SHA-256, r ‖ s). False for bytes that are no signature. */
  verify(publicKey: string, signature: Uint8Array, message: Uint8Array): Promise<boolean>;
};
