/** Looks after what an operator's account has sent: sees it mined, sends it again, pays more for what is stuck. */
import type { Hex } from "@/lib/settlement/sum-tree";
import { isWaiting, receiptOrNull } from "./batch-reads";
import { HOLDER_MS, isUnsent, type TakenNonce } from "./operator-book";
import { broadcast, chainNonces, type Sender, signCall, signDearer } from "./operator-txs";
import { onChain } from "./rpc";

/** How many of each: for the log. `capped`: stuck, and the fee may not rise any more. */
export type Tended = Record<"mined" | "lost" | "again" | "dearer" | "capped" | "filled", number>;

/** Blocks under the head that a reorganisation may still undo. */
const DEPTH = 64n;

/**
 * One pass over the account's open nonces, lowest first. Whichever transaction of a nonce is mined wins; a mined one that
 * a reorganisation has undone is sent again; a nonce that nobody signed for is filled, for those behind it wait.
 */
export function tend(sender: Sender): Promise<Tended> {
  return onChain(async () => {
    const done: Tended = { mined: 0, lost: 0, again: 0, dearer: 0, capped: 0, filled: 0 };
    const [{ mined }, head] = await Promise.all([chainNonces(sender), sender.reader.getBlockNumber()]);
    const open = await sender.book.open(mined, head > DEPTH ? head - DEPTH : 0n);
    await fillGaps(sender, open, mined, done);
    for (const taken of open) {
      if (taken.nonce < mined) await settle(sender, taken, done);
      else await carry(sender, taken, taken.nonce === mined, done);
    }
    return done;
  });
}

/** A spent nonce: one of our transactions has it, or somebody else's. */
async function settle({ reader, book }: Sender, taken: TakenNonce, done: Tended): Promise<void> {
  for (const { hash } of [...taken.txs].reverse()) {
    const receipt = await receiptOrNull(reader, hash);
    if (!receipt) continue;
    const state = receipt.status === "success" ? "mined" : "reverted";
    if (taken.state === state && taken.blockNumber === receipt.blockNumber) return;
    await book.record(taken.nonce, state, { txHash: hash, blockNumber: receipt.blockNumber });
    done.mined += 1;
    return;
  }
  if (taken.state === "lost") return;
  await book.record(taken.nonce, "lost");
  done.lost += 1;
}

async function carry(sender: Sender, taken: TakenNonce, isNext: boolean, done: Tended): Promise<void> {
  const newest = taken.txs.at(-1);
  if (!newest || isUnsent(taken)) return;
  if (taken.state !== "sent") await sender.book.record(taken.nonce, "sent");
  if (isNext && sender.now() - newest.signedAtMs >= sender.fees.stuckMs) {
    const dearer = await signDearer(sender, taken);
    if (dearer) await broadcast(sender, dearer.raw);
    done[dearer ? "dearer" : "capped"] += 1;
    if (dearer) return;
  }
  if (await isWaiting(sender.reader, newest.hash)) return;
  await broadcast(sender, newest.raw);
  done.again += 1;
}

/** Nonces in front of a sent one that nobody will send: their holder died, or they were used on a chain that is no more. */
async function fillGaps(sender: Sender, open: readonly TakenNonce[], mined: bigint, done: Tended): Promise<void> {
  const held = new Map(open.map((taken) => [taken.nonce, taken]));
  const last = open.filter((taken) => taken.nonce >= mined && !isUnsent(taken)).at(-1)?.nonce ?? mined;
  for (let nonce = mined; nonce < last; nonce++) {
    const taken = held.get(nonce);
    const isDead = taken && isUnsent(taken) && sender.now() - taken.takenAtMs > HOLDER_MS;
    if (taken && !isDead) continue;
    const call = nothingOf(sender, nonce);
    if (!taken && !(await sender.book.takeExactly(nonce, call, sender.token()))) continue;
    await broadcast(sender, (await signCall(sender, call)).raw);
    done.filled += 1;
  }
}

/** A transfer of nothing to oneself: it only uses up a nonce. */
function nothingOf({ wallet }: Sender, nonce: bigint) {
  return { purpose: `gap:${nonce}`, to: wallet.account.address as Hex, data: "0x" as Hex };
}
