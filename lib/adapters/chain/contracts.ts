/** The contracts of one deployment, in the order in which they name each other. */
import { encodeDeployData } from "viem";
import vaultArtifact from "@/contracts/artifacts/BountyVault.json" with { type: "json" };
import committeeArtifact from "@/contracts/artifacts/CommitteeArbitrator.json" with { type: "json" };
import permit2Artifact from "@/contracts/artifacts/MockPermit2.json" with { type: "json" };
import stakeArtifact from "@/contracts/artifacts/OperatorStake.json" with { type: "json" };
import tokenArtifact from "@/contracts/artifacts/TestToken.json" with { type: "json" };
import { bountyVaultAbi, committeeArbitratorAbi } from "@/lib/abi";
import type { Hex } from "@/lib/settlement/sum-tree";
import { create } from "./create2";
import type { PublicRpc, WalletRpc } from "./rpc";

/** Members who decide challenges, and how many of them must agree. */
export type Committee = { readonly members: readonly Hex[]; readonly quorum: number };

export type ContractsOptions = {
  readonly dev: boolean;
  readonly treasury: Hex;
  readonly guardian: Hex;
  readonly arbitrator: Hex | Committee;
  /** The test token when absent. */
  readonly token: Hex | undefined;
  readonly minWindowS: number;
  readonly graceS: number;
};

export type Contracts = {
  readonly token: Hex;
  readonly operatorStake: Hex;
  readonly arbitrator: Hex;
  readonly permit2: Hex;
  readonly vault: Hex;
};

/** Permit2 has this address on every chain that carries it. */
const PERMIT2: Hex = "0x000000000022D473030F116dDEE9F6B43aC78BA3";

/** Deploys what is missing. Addresses follow from code and options. */
export async function createContracts(
  rpc: { readonly reader: PublicRpc; readonly wallet: WalletRpc },
  options: ContractsOptions,
): Promise<Contracts> {
  const { treasury, guardian, arbitrator, dev, minWindowS, graceS } = options;
  const token = options.token ?? (await create(rpc, tokenArtifact.bytecode as Hex));
  const operatorStake = await create(rpc, stakeArtifact.bytecode as Hex);
  const permit2 = dev ? await create(rpc, permit2Artifact.bytecode as Hex) : PERMIT2;
  const vault = await create(
    rpc,
    encodeDeployData({
      abi: bountyVaultAbi,
      bytecode: vaultArtifact.bytecode as Hex,
      args: [treasury, guardian, operatorStake, permit2, BigInt(minWindowS), BigInt(graceS)],
    }),
  );
  const judge = typeof arbitrator === "string" ? arbitrator : await create(rpc, committee(arbitrator));
  return { token, operatorStake, arbitrator: judge, permit2, vault };
}

function committee({ members, quorum }: Committee): Hex {
  return encodeDeployData({
    abi: committeeArbitratorAbi,
    bytecode: committeeArtifact.bytecode as Hex,
    args: [members, BigInt(quorum), 0n],
  });
}
