/** What owners have paid into the vault: one transaction, one bounty, or everything since a block. */
import { encodeAbiParameters, isAddressEqual, keccak256, parseEventLogs } from "viem";
import { bountyVaultAbi } from "@/lib/abi";
import type { Hex } from "@/lib/settlement/sum-tree";
import { isWaiting, receiptOrNull } from "./batch-reads";
import type { Deployment } from "./deployment";
import { onChain, type PublicRpc } from "./rpc";

/** A `BountyFunded` event. */
export type Funding = {
  readonly bountyId: Hex;
  readonly owner: Hex;
  /** What arrived with this transaction, base units. */
  readonly amount: bigint;
  /** The bounty's deadline after this funding, Unix seconds. */
  readonly deadlineS: number;
  readonly manifestHash: Hex;
  readonly blockNumber: bigint;
  readonly txHash: Hex;
};

/** What became of a funding transaction. `wrong-contract`: it did not fund a bounty of this vault and ledger. */
export type FundingReply =
  | ({ readonly kind: "funded" } & Funding)
  | { readonly kind: "pending" | "reverted" | "not-found" | "wrong-contract" };

export type BountyOnChain = {
  readonly deadlineS: number;
  /** Base units that no batch has reserved. */
  readonly available: bigint;
  /** After a void: settling and refunds wait at least until this moment (Unix seconds, 0 for never). */
  readonly heldUntilS: number;
};

/** Fundings of the blocks up to and including `throughBlock`. */
export type FundingBlocks = { readonly throughBlock: bigint; readonly fundings: readonly Funding[] };

/** Most blocks that one query may span: what public nodes grant. */
const BLOCKS_PER_QUERY = 2000n;

/** @param confirmations Blocks after which a funding is taken for certain; those above are not told yet. */
export function fundingOf(reader: PublicRpc, deployment: Deployment, confirmations = 1) {
  const vault = { address: deployment.vault, abi: bountyVaultAbi } as const;
  const ledgerId = BigInt(deployment.ledgerId);

  return {
    /** The bounty's id in the vault: keccak256(abi.encode(owner, ledger, manifest hash)). */
    bountyIdOf(owner: Hex, manifestHash: Hex): Hex {
      const types = [{ type: "address" }, { type: "uint256" }, { type: "bytes32" }] as const;
      return keccak256(encodeAbiParameters(types, [owner, ledgerId, manifestHash]));
    },

    readFunding(txHash: Hex): Promise<FundingReply> {
      return onChain(async () => {
        const receipt = await receiptOrNull(reader, txHash);
        if (receipt === null) return { kind: (await isWaiting(reader, txHash)) ? "pending" : "not-found" };
        if (receipt.status === "reverted") return { kind: "reverted" };
        const own = receipt.logs.filter((log) => isAddressEqual(log.address, deployment.vault));
        const events = parseEventLogs({ abi: bountyVaultAbi, eventName: "BountyFunded", logs: own });
        const event = events.find(({ args }) => args.ledgerId === ledgerId);
        return event === undefined ? { kind: "wrong-contract" } : { kind: "funded", ...toFunding(event) };
      });
    },

    /** The bounty as the vault has it, or null when nobody has funded it. */
    readBounty(bountyId: Hex): Promise<BountyOnChain | null> {
      return onChain(async () => {
        const bounty = await reader.readContract({ ...vault, functionName: "bountyOf", args: [bountyId] });
        const { deadline: deadlineS, available, heldUntil: heldUntilS } = bounty;
        return deadlineS === 0 ? null : { deadlineS, available, heldUntilS };
      });
    },

    /** Base units that the vault holds for a bounty and no batch has reserved; 0 for one that nobody funded. */
    async availableOf(bountyId: Hex): Promise<bigint> {
      const bounty = await onChain(() => reader.readContract({ ...vault, functionName: "bountyOf", args: [bountyId] }));
      return bounty.available;
    },

    /**
     * All fundings of this ledger from a block up to the last certain one, in order. Remember `throughBlock` of what you have
     * stored, and go on at the block behind it.
     */
    async *fundedEvents(fromBlock: bigint): AsyncGenerator<FundingBlocks> {
      const head = (await onChain(() => reader.getBlockNumber())) - BigInt(confirmations - 1);
      for (let first = fromBlock; first <= head; first += BLOCKS_PER_QUERY) {
        const last = first + BLOCKS_PER_QUERY - 1n;
        const throughBlock = last < head ? last : head;
        const range = { fromBlock: first, toBlock: throughBlock, args: { ledgerId }, strict: true } as const;
        const logs = await onChain(() => reader.getContractEvents({ ...vault, eventName: "BountyFunded", ...range }));
        yield { throughBlock, fundings: logs.map(toFunding) };
      }
    },
  };
}

type FundedLog = {
  readonly args: {
    readonly bountyId: Hex;
    readonly owner: Hex;
    readonly amount: bigint;
    readonly deadline: bigint;
    readonly manifestHash: Hex;
  };
  readonly blockNumber: bigint;
  readonly transactionHash: Hex;
};

function toFunding({ args, blockNumber, transactionHash: txHash }: FundedLog): Funding {
  const { bountyId, owner, amount, deadline, manifestHash } = args;
  return { bountyId, owner, amount, deadlineS: Number(deadline), manifestHash, blockNumber, txHash };
}
