/** Where an operator's account keeps its nonces and signed bytes, so that no two processes sign with the same one. */
import type { Hex } from "@/lib/settlement/sum-tree";

/** One call to a contract. `purpose` names it for ever: the same purpose and data are sent once. */
export type OperatorCall = { readonly purpose: string; readonly to: Hex; readonly data: Hex };

export type StoredTx = {
  readonly hash: Hex;
  readonly raw: Hex;
  /** The most a unit of gas may cost, wei; for chains without EIP-1559 its price. */
  readonly maxFeeWei: bigint;
  readonly tipWei: bigint;
  readonly signedAtMs: number;
};

/**
 * `taken`: nothing is signed yet. `signed`: bytes are stored, nobody has sent them. `sent`: they are on their way, or about
 * to be. `mined` and `reverted`: in a block. `lost`: somebody else used the nonce.
 */
export type NonceState = "taken" | "signed" | "sent" | "mined" | "reverted" | "lost";

export type TakenNonce = OperatorCall & {
  readonly nonce: bigint;
  readonly holder: string;
  readonly state: NonceState;
  /** Oldest first; all of one nonce, each dearer than the one before. */
  readonly txs: readonly StoredTx[];
  readonly blockNumber: bigint | null;
  readonly takenAtMs: number;
};

/** The nonces that the chain counts: mined ones, and those that wait in the node's pool too. */
export type ChainNonces = { readonly mined: bigint; readonly pending: bigint };

export type OperatorBook = {
  /**
   * A nonce for this call, for `holder` alone from now on: the one that the very same call holds already, else one that
   * somebody took long ago and died before sending (its bytes are forgotten), else the next.
   */
  take(call: OperatorCall, holder: string, chain: ChainNonces): Promise<TakenNonce>;
  /** Takes one certain nonce that nobody holds; undefined when somebody does. */
  takeExactly(nonce: bigint, call: OperatorCall, holder: string): Promise<TakenNonce | undefined>;
  /** taken → signed, or sent with one more; false when another holder has taken the nonce over. */
  store(nonce: bigint, holder: string, tx: StoredTx): Promise<boolean>;
  /** signed → sent, before these bytes are sent. False when the nonce is another call's by now: then they must not be. */
  sent(nonce: bigint, hash: Hex): Promise<boolean>;
  /** Nonces that are not in a block for good: taken, signed, or mined at or above `fromBlock`, or not below `fromNonce`. */
  open(fromNonce: bigint, fromBlock: bigint): Promise<readonly TakenNonce[]>;
  /** What became of a nonce. */
  record(
    nonce: bigint,
    state: NonceState,
    mined?: { readonly txHash: Hex; readonly blockNumber: bigint },
  ): Promise<void>;
};

/** After so long without sending, a nonce's holder is taken for dead. */
export const HOLDER_MS = 30_000;

/** A book in memory: for one process that signs alone, and for tests. */
export function memoryBook(now: () => number = Date.now): OperatorBook {
  const rows = new Map<bigint, TakenNonce>();
  const put = (row: TakenNonce) => {
    rows.set(row.nonce, row);
    return row;
  };
  const made = (nonce: bigint, call: OperatorCall, holder: string): TakenNonce =>
    put({ ...call, nonce, holder, state: "taken", txs: [], blockNumber: null, takenAtMs: now() });
  return {
    take: async (call, holder, { mined, pending }) => {
      const free = [...rows.values()].filter(({ nonce, state }) => nonce >= mined && isLive(state));
      const same = free.find(({ purpose, data }) => purpose === call.purpose && data === call.data);
      if (same) return put({ ...same, holder, takenAtMs: now() });
      const dead = free.find((row) => isUnsent(row) && row.takenAtMs < now() - HOLDER_MS);
      if (dead) return made(dead.nonce, call, holder);
      const next = [...rows.keys()].reduce((most, nonce) => (nonce >= most ? nonce + 1n : most), pending);
      return made(next, call, holder);
    },
    takeExactly: async (nonce, call, holder) => (rows.has(nonce) ? undefined : made(nonce, call, holder)),
    store: async (nonce, holder, tx) => {
      const row = rows.get(nonce);
      if (row?.holder !== holder || !isLive(row.state)) return false;
      put({ ...row, state: row.state === "sent" ? "sent" : "signed", txs: [...row.txs, tx] });
      return true;
    },
    sent: async (nonce, hash) => {
      const row = rows.get(nonce);
      if (!row) return true;
      if (!row.txs.some((tx) => tx.hash === hash)) return false;
      if (row.state === "signed") put({ ...row, state: "sent" });
      return true;
    },
    open: async (fromNonce, fromBlock) =>
      [...rows.values()]
        .filter((row) => isLive(row.state) || row.nonce >= fromNonce || (row.blockNumber ?? -1n) >= fromBlock)
        .sort((a, b) => (a.nonce < b.nonce ? -1 : 1)),
    record: async (nonce, state, mined) => {
      const row = rows.get(nonce);
      if (row) put({ ...row, state, blockNumber: mined?.blockNumber ?? null });
    },
  };
}

const isLive = (state: NonceState): boolean => state === "taken" || state === "signed" || state === "sent";

/** Whether nothing of this nonce can be on its way. */
export const isUnsent = ({ state }: TakenNonce): boolean => state === "taken" || state === "signed";
