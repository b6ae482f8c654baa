/** What the operator does for others: claims for annotators, ends windows that owners accept, takes batches back. */
import { encodeFunctionData, keccak256 } from "viem";
import { bountyVaultAbi } from "@/lib/abi";
import { claimToArgs } from "@/lib/settlement/authorisations";
import type { Consent } from "@/lib/settlement/chain-port";
import { batchHeader, type ClaimArgs, type PostedBatch } from "@/lib/settlement/claim-args";
import type { RelayTo } from "@/lib/settlement/money-ports";
import { batchKey, type Hex } from "@/lib/settlement/sum-tree";
import type { Deployment } from "./deployment";
import { type Mined, type Sender, sendCall } from "./operator-txs";
import { onChain } from "./rpc";

/** Each is tried on the chain's state first, so a refusal names its reason and costs nothing; then sent, once. */
export function operatorActsOf(sender: Sender, deployment: Deployment) {
  const { chainId, vault: to } = deployment;
  const vault = { address: to, abi: bountyVaultAbi } as const;
  const account = sender.wallet.account.address;
  const keyOf = ({ ledgerId, batchId }: Pick<PostedBatch, "ledgerId" | "batchId">) =>
    batchKey(chainId, to, ledgerId, batchId);
  return {
    claim: (args: ClaimArgs): Promise<Mined> =>
      onChain(async () => {
        const call = { ...vault, functionName: "claim", args } as const;
        await sender.reader.simulateContract({ ...call, account });
        const [header, { index }] = args;
        return sendCall(sender, { purpose: `claim:${keyOf(header)}:${index}`, to, data: encodeFunctionData(call) });
      }),

    claimMany: (list: readonly ClaimArgs[]): Promise<Mined> =>
      onChain(async () => {
        const claims = list.map(([header, { index, amount }, proof]) => ({ header, index, amount, proof }));
        const payee = list[0]?.[1].account ?? account;
        const call = { ...vault, functionName: "claimMany", args: [claims, payee] } as const;
        await sender.reader.simulateContract({ ...call, account });
        const data = encodeFunctionData(call);
        return sendCall(sender, { purpose: `claims:${keccak256(data)}`, to, data });
      }),

    claimTo: ([header, leaf, proof]: ClaimArgs, relay: RelayTo): Promise<Mined> =>
      onChain(async () => {
        const terms = claimToArgs({ to: relay.recipient, deadlineS: relay.deadlineS });
        const args = [header, leaf, proof, terms, relay.signature as Hex] as const;
        const call = { ...vault, functionName: "claimTo", args } as const;
        await sender.reader.simulateContract({ ...call, account });
        return sendCall(sender, {
          purpose: `claim:${keyOf(header)}:${leaf.index}`,
          to,
          data: encodeFunctionData(call),
        });
      }),

    accept: (batch: PostedBatch, consents: readonly Consent[]): Promise<Mined> =>
      onChain(async () => {
        const args = [batchHeader(batch), contentOf(batch), batch.allocations, consents] as const;
        const call = { ...vault, functionName: "accept", args } as const;
        await sender.reader.simulateContract({ ...call, account });
        return sendCall(sender, { purpose: `accept:${keyOf(batch)}`, to, data: encodeFunctionData(call) });
      }),

    voidBatch: (batch: PostedBatch): Promise<Mined> =>
      onChain(async () => {
        const args = [batchHeader(batch), contentOf(batch), batch.allocations] as const;
        const call = { ...vault, functionName: "voidBatch", args } as const;
        await sender.reader.simulateContract({ ...call, account });
        return sendCall(sender, { purpose: `void:${keyOf(batch)}`, to, data: encodeFunctionData(call) });
      }),
  };
}

const contentOf = ({ root, total, evidenceHash, fee }: PostedBatch) => ({ root, total, evidenceHash, fee });
