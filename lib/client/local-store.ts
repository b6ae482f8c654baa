import type { Dexie, EntityTable } from "dexie";
import type { Remark } from "@/lib/assignments/remark";

/** The suggestion that was on the screen when an answer was given. */
export type Shown = { readonly model: string; readonly answer: unknown; readonly confidenceQ16: number };

/** An item leased to this annotator, as the server handed it out. */
export type StoredLease = {
  readonly token: string;
  readonly owner: string;
  readonly item: string;
  readonly payload: unknown;
  readonly blind: boolean;
  /** What a model proposes that came with the data; missing in what an earlier version of this page has kept. */
  readonly suggestion?: Shown | null;
  readonly expiresAtMs: number;
  readonly order: number;
};

/** An answer until the server has it. `key` is its idempotency key: sent twice, it counts once. */
export type StoredAnswer = {
  readonly key: string;
  /** Bounty and address: `<bountyId>:<address>`. */
  readonly owner: string;
  readonly token: string;
  readonly item: string;
  readonly answer: unknown;
  readonly leadMs: number;
  readonly shown: Shown | null;
  readonly atMs: number;
  /** waiting: to be sent; refused: the server said no, with the reason kept for the annotator. */
  readonly state: "waiting" | "refused";
  readonly reason?: string;
};

/** An item given back with what was said of it, until the server knows. Sent twice, it counts once. */
export type StoredRelease = {
  readonly key: string;
  readonly owner: string;
  readonly token: string;
  readonly remark: Remark;
  readonly atMs: number;
};

/** A session key of this browser: the private half cannot be read out of WebCrypto. */
export type StoredKey = {
  /** Chain, vault and address. */
  readonly owner: string;
  readonly keyId: string;
  readonly publicKey: string;
  readonly privateKey: CryptoKey;
  readonly expiresAtS: number;
};

/** A form that is not sent yet. */
export type StoredDraft = { readonly id: string; readonly value: unknown; readonly atMs: number };

type LocalStore = Dexie & {
  readonly leases: EntityTable<StoredLease, "token">;
  readonly answers: EntityTable<StoredAnswer, "key">;
  readonly releases: EntityTable<StoredRelease, "key">;
  readonly keys: EntityTable<StoredKey, "owner">;
  readonly drafts: EntityTable<StoredDraft, "id">;
};

let opened: Promise<LocalStore> | undefined;

/**
 * The browser's own database: it survives a closed tab, a crash and a lost connection. Its code comes when it is first
 * asked for, so that no page waits for it to paint; where it did not come, the next call asks again.
 */
export function localStore(): Promise<LocalStore> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function open(): Promise<LocalStore> {
  const { Dexie } = await import("dexie");
  const store = new Dexie("assay") as LocalStore;
  store
    .version(1)
    .stores({ leases: "token, owner", answers: "key, owner, [owner+state]", keys: "owner", drafts: "id" });
  store.version(2).stores({ releases: "key, owner" });
  return store;
}
