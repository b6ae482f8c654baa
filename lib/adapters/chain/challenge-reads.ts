/** What the vault and its arbitrator say of a batch's challenge. */
import { isAddressEqual, zeroAddress } from "viem";
import { bountyVaultAbi, committeeArbitratorAbi, operatorStakeAbi } from "@/lib/abi";
import type { PostedBatch } from "@/lib/settlement/claim-args";
import type { ChallengeOnChain } from "@/lib/settlement/dispute-view";
import { batchKey, type Hex } from "@/lib/settlement/sum-tree";
import type { Deployment } from "./deployment";
import { onChain, type PublicRpc } from "./rpc";

const OPEN = 1;
const TIMEOUT_S = 60 * 24 * 3600;

export function challengeReadsOf(reader: PublicRpc, deployment: Deployment) {
  const vault = { address: deployment.vault, abi: bountyVaultAbi } as const;
  const fromBlock = BigInt(deployment.deployedAtBlock);

  const rulingOf = async (key: Hex): Promise<number | null> => {
    const logs = await reader.getContractEvents({
      ...vault,
      eventName: "Ruled",
      args: { batchKey: key },
      fromBlock,
      strict: true,
    });
    const last = logs.at(-1);
    return last ? Number(last.args.ruling) : null;
  };
  const caseHashOf = async (key: Hex): Promise<Hex | null> => {
    const args = { batchKey: key };
    const logs = await reader.getContractEvents({ ...vault, eventName: "Challenged", args, fromBlock, strict: true });
    return logs.at(-1)?.args.evidenceHash ?? null;
  };

  return {
    creditOf: (token: Hex, account: Hex) =>
      onChain(async () => {
        const stake = { address: deployment.operatorStake, abi: operatorStakeAbi } as const;
        const [bondUnits, stakeWei] = await Promise.all([
          reader.readContract({ ...vault, functionName: "creditOf", args: [token, account] }),
          reader.readContract({ ...stake, functionName: "creditOf", args: [account] }),
        ]);
        return { bondUnits, stakeWei };
      }),

    challengeOf: (batch: PostedBatch): Promise<ChallengeOnChain> =>
      onChain(async () => {
        const key = batchKey(deployment.chainId, deployment.vault, batch.ledgerId, batch.batchId);
        const [ledger, bondUnits, known] = await Promise.all([
          reader.readContract({ ...vault, functionName: "ledgerOf", args: [batch.ledgerId] }),
          reader.readContract({ ...vault, functionName: "challengeBondOf", args: [batch.ledgerId, batch.total] }),
          reader.readContract({ ...vault, functionName: "challengeOf", args: [key] }),
        ]);
        const judge = { address: ledger.arbitrator, abi: committeeArbitratorAbi } as const;
        const [feeWei, committee] = await Promise.all([
          reader.readContract({ ...judge, functionName: "arbitrationCost", args: ["0x"] }),
          committeeOf(reader, ledger.arbitrator),
        ]);
        const none = { bondUnits, feeWei, arbitrator: ledger.arbitrator, committee, challenge: null };
        if (isAddressEqual(known.challenger, zeroAddress)) return none;
        const open = known.state === OPEN;
        const { challenger, openedAt, disputeId, bond } = known;
        const [ruling, evidenceHash, votes] = await Promise.all([
          open ? null : rulingOf(key),
          caseHashOf(key),
          committee ? votesOf(reader, known.arbitrator, disputeId, committee.members) : [],
        ]);
        const moment = { openedAtS: openedAt, timesOutAtS: openedAt + TIMEOUT_S + 1 };
        return {
          ...none,
          challenge: { challenger, open, disputeId, bondUnits: bond, evidenceHash, ruling, votes, ...moment },
        };
      }),
  };
}

/** Null when what stands there is no committee of ours: Kleros and UMA judge elsewhere. */
async function committeeOf(reader: PublicRpc, address: Hex): Promise<ChallengeOnChain["committee"]> {
  const judge = { address, abi: committeeArbitratorAbi } as const;
  const read = Promise.all([
    reader.readContract({ ...judge, functionName: "members" }),
    reader.readContract({ ...judge, functionName: "quorum" }),
  ]);
  return read.then(
    ([members, quorum]) => ({ members, quorum: Number(quorum) }),
    () => null,
  );
}

async function votesOf(reader: PublicRpc, address: Hex, disputeId: bigint, members: readonly Hex[]) {
  const judge = { address, abi: committeeArbitratorAbi } as const;
  const { votes } = await reader.readContract({ ...judge, functionName: "disputeOf", args: [disputeId] });
  return votes.flatMap((bits, ruling) =>
    members.filter((_, m) => (bits & (1 << m)) !== 0).map((member) => ({ member, ruling })),
  );
}
