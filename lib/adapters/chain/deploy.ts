/** Puts the vault, its ledger and (on development chains) the test token on a chain, unless they are there. */
import { isAddressEqual, parseEther, parseEventLogs, zeroAddress } from "viem";
import { bountyVaultAbi, operatorStakeAbi, testTokenAbi } from "@/lib/abi";
import { AppError } from "@/lib/kernel/errors";
import type { Hex } from "@/lib/settlement/sum-tree";
import { type Committee, type Contracts, type ContractsOptions, createContracts } from "./contracts";
import { hasCode } from "./create2";
import { type Deployment, readDeployment, writeDeployment } from "./deployment";
import { onChain, type PublicRpc, publicRpc, type Signer, type WalletRpc, walletRpc } from "./rpc";

export type DeployOptions = {
  readonly rpcUrl: string;
  readonly chainId: number;
  readonly operatorKey: Signer;
  /** A development chain: deploys the test token and uses a window of seconds. */
  readonly dev: boolean;
  /** Where the deployment is read from and written to. */
  readonly file: string;
  /** ERC-20 to pay in. Required unless `dev`. */
  readonly token?: Hex;
  /** Receives fees; the operator's address when absent. */
  readonly treasury?: Hex;
  /** May stop new money and new batches for a while; nobody when absent. */
  readonly guardian?: Hex;
  /** An ERC-792 arbitrator that is there already, or the members of a committee to deploy. */
  readonly arbitrator?: Hex | Committee;
  /** What differs from the usual terms. */
  readonly terms?: Partial<Terms>;
};

type Rpc = { readonly reader: PublicRpc; readonly wallet: WalletRpc };
export type Terms = {
  readonly windowS: number;
  readonly minWindowS: number;
  readonly graceS: number;
  readonly feeBps: number;
  /** Least bond of a challenge, base units. */
  readonly challengeBond: bigint;
  /** Seconds after which unclaimed payouts may go back to their bounties; 0 for never. */
  readonly reclaimAfterS: number;
};

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;
const SHARED_TERMS = { feeBps: 200, challengeBond: 10_000_000n, reclaimAfterS: 0 };
const DEV_TERMS: Terms = { ...SHARED_TERMS, windowS: 5, minWindowS: 1, graceS: 60 };
const TERMS: Terms = { ...SHARED_TERMS, windowS: 48 * HOUR_S, minWindowS: HOUR_S, graceS: 7 * DAY_S };

/** On a development chain, two of three accounts that anvil gives everybody decide challenges (its numbers 7 to 9). */
const DEV_COMMITTEE: Committee = {
  members: [
    "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955",
    "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f",
    "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720",
  ],
  quorum: 2,
};
/** Number 6. */
const DEV_GUARDIAN: Hex = "0x976EA74026E726554dB657fA54763abd0C3a0aa9";
const DEV_STAKE = parseEther("1");

/**
 * The chain's deployment: what the file says when its contracts are there; otherwise whatever is missing is deployed,
 * and the file written. Addresses follow from the code and the terms, so a start that was cut off goes on where it
 * stopped, and a second start deploys nothing.
 * @throws AppError `chain_unavailable`, `chain_rejected`, or `unavailable` when the node serves another chain, lacks
 * the deterministic deployer, or a production deployment has no token.
 */
export async function ensureDeployed(options: DeployOptions): Promise<Deployment> {
  const { rpcUrl, chainId, operatorKey } = options;
  const rpc = { reader: publicRpc(rpcUrl, chainId), wallet: walletRpc(rpcUrl, chainId, operatorKey) };
  return onChain(async () => {
    const served = await rpc.reader.getChainId();
    if (served !== chainId) {
      throw new AppError("unavailable", `${rpcUrl} serves chain ${served}, not ${chainId}: check RPC_URL and CHAIN_ID`);
    }
    const known = await readDeployment(options.file);
    if (known !== null && (await stands(rpc, known, options))) return known;
    const deployment = await deploy(rpc, options);
    await writeDeployment(options.file, deployment);
    return deployment;
  });
}

async function deploy(rpc: Rpc, options: DeployOptions): Promise<Deployment> {
  const { chainId } = options;
  const { terms, wanted } = wantedOf(options, rpc.wallet.account.address);
  const { treasury, guardian, dev } = wanted;
  const operator = rpc.wallet.account.address;
  const contracts = await createContracts(rpc, wanted);
  const ledger =
    (await findLedger(rpc.reader, contracts, operator, terms)) ?? (await openLedger(rpc, contracts, terms));
  if (dev) await stakeOnce(rpc, contracts, BigInt(ledger.ledgerId));
  const erc20 = { address: contracts.token, abi: testTokenAbi } as const;
  const [tokenSymbol, tokenDecimals] = await Promise.all([
    rpc.reader.readContract({ ...erc20, functionName: "symbol" }),
    rpc.reader.readContract({ ...erc20, functionName: "decimals" }),
  ]);
  const { windowS, feeBps, graceS } = terms;
  const people = { operator, treasury, guardian };
  return { chainId, ...contracts, tokenSymbol, tokenDecimals, ...people, windowS, feeBps, graceS, ...ledger };
}

/**
 * The terms and contracts that these options come to.
 * @throws AppError `unavailable` when something must be named that was not.
 */
export function wantedOf(options: DeployOptions, operator: Hex): { terms: Terms; wanted: ContractsOptions } {
  const { dev } = options;
  const terms = { ...(dev ? DEV_TERMS : TERMS), ...options.terms };
  const treasury = options.treasury ?? operator;
  const guardian = options.guardian ?? (dev ? DEV_GUARDIAN : zeroAddress);
  const arbitrator = options.arbitrator ?? (dev ? DEV_COMMITTEE : undefined);
  if (arbitrator === undefined) {
    throw new AppError("unavailable", "name who decides challenges: ARBITRATOR_ADDRESS or COMMITTEE_MEMBERS");
  }
  if (!dev && options.token === undefined) {
    throw new AppError("unavailable", "name the token to pay in: TOKEN_ADDRESS");
  }
  const { minWindowS, graceS } = terms;
  return { terms, wanted: { minWindowS, graceS, dev, treasury, guardian, arbitrator, token: options.token } };
}

/** A development chain's operator has something to lose, so that a challenge can be played through. */
async function stakeOnce({ reader, wallet }: Rpc, { vault, operatorStake }: Contracts, ledgerId: bigint) {
  const contract = { address: operatorStake, abi: operatorStakeAbi } as const;
  const stake = await reader.readContract({ ...contract, functionName: "stakeOf", args: [vault, ledgerId] });
  if (stake > 0n) return;
  const args = [vault, ledgerId] as const;
  const hash = await wallet.writeContract({ ...contract, functionName: "deposit", args, value: DEV_STAKE });
  await reader.waitForTransactionReceipt({ hash });
}

/** The operator's ledger with exactly these terms, if it has one. */
export async function findLedger(
  reader: PublicRpc,
  { vault, token, arbitrator }: Contracts,
  operator: Hex,
  terms: Terms,
) {
  const contract = { address: vault, abi: bountyVaultAbi } as const;
  const count = await reader.readContract({ ...contract, functionName: "ledgerCount" });
  for (let id = 1n; id <= count; id++) {
    const ledger = await reader.readContract({ ...contract, functionName: "ledgerOf", args: [id] });
    const sameAddresses =
      isAddressEqual(ledger.operator, operator) &&
      isAddressEqual(ledger.token, token) &&
      isAddressEqual(ledger.arbitrator, arbitrator);
    const sameTerms =
      ledger.window === terms.windowS &&
      ledger.feeBps === terms.feeBps &&
      ledger.challengeBond === terms.challengeBond &&
      ledger.reclaimAfter === terms.reclaimAfterS;
    if (!sameAddresses || !sameTerms) continue;
    const logs = await reader.getContractEvents({
      ...contract,
      eventName: "LedgerCreated",
      args: { ledgerId: id },
      fromBlock: 0n,
    });
    return { ledgerId: id.toString(), deployedAtBlock: Number(logs[0]?.blockNumber ?? 0n) };
  }
  return null;
}

export async function openLedger(rpc: Rpc, { vault, token, arbitrator }: Contracts, terms: Terms) {
  const { windowS: window, feeBps, challengeBond, reclaimAfterS: reclaimAfter } = terms;
  const args = [{ token, window, feeBps, arbitrator, challengeBond, reclaimAfter }] as const;
  const call = { address: vault, abi: bountyVaultAbi, functionName: "createLedger", args } as const;
  const { request } = await rpc.reader.simulateContract({ ...call, account: rpc.wallet.account });
  const receipt = await rpc.reader.waitForTransactionReceipt({ hash: await rpc.wallet.writeContract(request) });
  const [created] = parseEventLogs({ abi: bountyVaultAbi, eventName: "LedgerCreated", logs: receipt.logs });
  if (created === undefined)
    throw new AppError("chain_rejected", `the ledger was not opened: ${receipt.transactionHash}`);
  return { ledgerId: created.args.ledgerId.toString(), deployedAtBlock: Number(receipt.blockNumber) };
}

/** Whether the chain still carries what the file says: a development chain may have been started anew. */
async function stands({ reader, wallet }: Rpc, known: Deployment, options: DeployOptions): Promise<boolean> {
  const operator = wallet.account.address;
  const sameTerms =
    known.chainId === options.chainId &&
    isAddressEqual(known.operator, operator) &&
    isAddressEqual(known.token, options.token ?? known.token) &&
    isAddressEqual(known.treasury, options.treasury ?? operator);
  if (!sameTerms || !(await hasCode(reader, known.vault)) || !(await hasCode(reader, known.token))) return false;
  const ledger = await reader.readContract({
    address: known.vault,
    abi: bountyVaultAbi,
    functionName: "ledgerOf",
    args: [BigInt(known.ledgerId)],
  });
  return isAddressEqual(ledger.operator, operator) && isAddressEqual(ledger.token, known.token);
}
