/** The vault's events of the operator's ledgers, block by block, in the mirror's words. */
import { parseEventLogs } from "viem";
import { bountyVaultAbi } from "@/lib/abi";
import { AppError } from "@/lib/kernel/errors";
import { batchKey, type Hex } from "@/lib/settlement/sum-tree";
import type { Deployment } from "./deployment";
import { onChain, type PublicRpc } from "./rpc";

/** One event. `args` are plain JSON: numbers as decimal digits. */
export type VaultEvent = {
  readonly blockNumber: bigint;
  readonly blockHash: Hex;
  readonly logIndex: number;
  readonly txHash: Hex;
  readonly name: string;
  readonly batchKey: Hex | null;
  readonly bountyId: Hex | null;
  readonly args: Readonly<Record<string, unknown>>;
};

export type BlockMark = { readonly number: bigint; readonly hash: Hex };

/** Everything that the vault said in these blocks, read from one and the same chain. */
export type BlockEvents = { readonly through: BlockMark; readonly events: readonly VaultEvent[] };

/** Most blocks that one query may span: what public nodes grant. */
const BLOCKS_PER_QUERY = 2000n;

export function vaultEventsOf(reader: PublicRpc, deployment: Deployment) {
  const markOf = async (number: bigint): Promise<BlockMark | null> => {
    const block = await reader.getBlock({ blockNumber: number }).catch(() => null);
    return block?.hash ? { number, hash: block.hash } : null;
  };
  return {
    /** The block of this number as the chain has it now; null beyond its head. */
    blockMark: (number: bigint): Promise<BlockMark | null> => onChain(() => markOf(number)),

    /**
     * Events from a block on, at most 2000 blocks of them; null when the head is before it.
     * @throws AppError `conflict` when the chain was reorganised while it was read: read again.
     */
    eventsFrom: (fromBlock: bigint): Promise<BlockEvents | null> =>
      onChain(async () => {
        const head = await reader.getBlockNumber();
        if (head < fromBlock) return null;
        const last = fromBlock + BLOCKS_PER_QUERY - 1n;
        const through = await markOf(last < head ? last : head);
        if (!through) throw reorganised();
        const range = { fromBlock, toBlock: through.number };
        const logs = await reader.getLogs({ address: deployment.vault, ...range });
        if ((await markOf(through.number))?.hash !== through.hash) throw reorganised();
        const events = parseEventLogs({ abi: bountyVaultAbi, logs });
        return { through, events: events.map((event) => eventOf(event, deployment)) };
      }),
  };
}

const reorganised = () => new AppError("conflict", "The chain was reorganised while it was read.");

type Parsed = ReturnType<typeof parseEventLogs<typeof bountyVaultAbi, true>>[number];

function eventOf(event: Parsed, { chainId, vault }: Deployment): VaultEvent {
  const args: Record<string, unknown> = plain(event.args) as Record<string, unknown>;
  return {
    blockNumber: event.blockNumber,
    blockHash: event.blockHash,
    logIndex: event.logIndex,
    txHash: event.transactionHash,
    name: event.eventName,
    batchKey: keyOf(args, chainId, vault),
    bountyId: typeof args.bountyId === "string" ? (args.bountyId as Hex) : null,
    args,
  };
}

function keyOf(args: Record<string, unknown>, chainId: number, vault: Hex): Hex | null {
  if (typeof args.batchKey === "string") return args.batchKey as Hex;
  if (typeof args.ledgerId !== "string" || typeof args.batchId !== "string") return null;
  return batchKey(chainId, vault, BigInt(args.ledgerId), BigInt(args.batchId));
}

/** bigints as decimal digits, at any depth. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}
