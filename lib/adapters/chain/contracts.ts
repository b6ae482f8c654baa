/** The contracts of one deployment, in the order in which they name each other. */
import { encodeDeployData } from "viem";
import vaultArtifact from "@/contracts/artifacts/BountyVault.json" with { type: "json" };
import committeeArtifact from "@/contracts/artifacts/CommitteeArbitrator.json" with { type: "json" };
import permit2Artifact from "@/contracts/artifacts/MockPermit2.json" with { type: "json" };
import stakeArtifact from "@/contracts/artifacts/OperatorStake.json" with { type: "json" };
import tokenArtifact from "@/contracts/artifacts/TestToken.json" with { type: "json" };
import { bountyVaultAbi, committeeArbitratorAbi } from "@/lib/abi";
import type { Hex } from "@/lib/settlement/sum-tree";
import { addressOfCode, create } from "./create2";
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

/** One contract to deploy, and where it will stand. */
export type ContractCode = { readonly name: string; readonly initCode: Hex; readonly address: Hex };

/** What has to be on the chain, in the order in which it is deployed. Asks nobody: addresses follow from code and options. */
export function contractsOf(options: ContractsOptions): { contracts: Contracts; codes: readonly ContractCode[] } {
  const { treasury, guardian, arbitrator, dev, minWindowS, graceS } = options;
  const codes: ContractCode[] = [];
  const made = (name: string, initCode: Hex): Hex => {
    const address = addressOfCode(initCode);
    codes.push({ name, initCode, address });
    return address;
  };
  const token = options.token ?? made("TestToken", tokenArtifact.bytecode as Hex);
  const operatorStake = made("OperatorStake", stakeArtifact.bytecode as Hex);
  const permit2 = dev ? made("MockPermit2", permit2Artifact.bytecode as Hex) : PERMIT2;
  const people = { treasury, guardian, operatorStake, permit2 };
  const terms = [{ ...people, minWindow: BigInt(minWindowS), grace: BigInt(graceS) }] as const;
  const vaultCode = { abi: bountyVaultAbi, bytecode: vaultArtifact.bytecode as Hex, args: terms } as const;
  const vault = made("BountyVault", encodeDeployData(vaultCode));
  const judge = typeof arbitrator === "string" ? arbitrator : made("CommitteeArbitrator", committee(arbitrator));
  return { contracts: { token, operatorStake, arbitrator: judge, permit2, vault }, codes };
}

/** Deploys what is missing. Addresses follow from code and options. */
export async function createContracts(
  rpc: { readonly reader: PublicRpc; readonly wallet: WalletRpc },
  options: ContractsOptions,
): Promise<Contracts> {
  const { contracts, codes } = contractsOf(options);
  for (const { initCode } of codes) await create(rpc, initCode);
  return contracts;
}

function committee({ members, quorum }: Committee): Hex {
  return encodeDeployData({
    abi: committeeArbitratorAbi,
    bytecode: committeeArtifact.bytecode as Hex,
    args: [members, BigInt(quorum), 0n],
  });
}
