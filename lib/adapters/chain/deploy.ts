/** Puts the vault, its ledger and (on development chains) the test token on a chain, unless they are there. */
import { concat, encodeDeployData, getContractAddress, isAddressEqual, padHex, parseEventLogs } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import vaultArtifact from "@/contracts/artifacts/BountyVault.json" with { type: "json" };
import tokenArtifact from "@/contracts/artifacts/TestToken.json" with { type: "json" };
import { bountyVaultAbi, testTokenAbi } from "@/lib/abi";
import { AppError } from "@/lib/kernel/errors";
import type { Hex } from "@/lib/settlement/sum-tree";
import { type Deployment, readDeployment, writeDeployment } from "./deployment";
import { onChain, type PublicRpc, publicRpc, type WalletRpc, walletRpc } from "./rpc";

export type DeployOptions = {
  readonly rpcUrl: string;
  readonly chainId: number;
  readonly operatorKey: Hex;
  /** A development chain: deploys the test token and uses a window of seconds. */
  readonly dev: boolean;
  /** Where the deployment is read from and written to. */
  readonly file: string;
  /** ERC-20 to pay in. Required unless `dev`. */
  readonly token?: Hex;
  /** Receives fees; the operator's address when absent. */
  readonly treasury?: Hex;
};

type Rpc = { readonly reader: PublicRpc; readonly wallet: WalletRpc };
type Terms = {
  readonly windowS: number;
  readonly minWindowS: number;
  readonly graceS: number;
  readonly feeBps: number;
};

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;
const FEE_BPS = 200;
const DEV_TERMS: Terms = { windowS: 5, minWindowS: 1, graceS: 60, feeBps: FEE_BPS };
const TERMS: Terms = { windowS: 48 * HOUR_S, minWindowS: HOUR_S, graceS: 7 * DAY_S, feeBps: FEE_BPS };

/** The deterministic deployer that most chains (and anvil) carry: same code, same address everywhere. */
const CREATE2_DEPLOYER: Hex = "0x4e59b44847b379578588920ca78fbf26c0b4956c";
const SALT = padHex("0xa55a", { size: 32 });

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
    if (known !== null && (await stands(rpc.reader, known, options))) return known;
    const deployment = await deploy(rpc, options);
    await writeDeployment(options.file, deployment);
    return deployment;
  });
}

async function deploy(rpc: Rpc, options: DeployOptions): Promise<Deployment> {
  const terms = options.dev ? DEV_TERMS : TERMS;
  const operator = rpc.wallet.account.address;
  const treasury = options.treasury ?? operator;
  const token = options.token ?? (await deployToken(rpc, options.dev));
  const vault = await create(
    rpc,
    encodeDeployData({
      abi: bountyVaultAbi,
      bytecode: vaultArtifact.bytecode as Hex,
      args: [treasury, BigInt(terms.minWindowS), BigInt(terms.graceS)],
    }),
  );
  const ledger =
    (await findLedger(rpc.reader, vault, operator, token, terms)) ?? (await openLedger(rpc, vault, token, terms));
  const erc20 = { address: token, abi: testTokenAbi } as const;
  const [tokenSymbol, tokenDecimals] = await Promise.all([
    rpc.reader.readContract({ ...erc20, functionName: "symbol" }),
    rpc.reader.readContract({ ...erc20, functionName: "decimals" }),
  ]);
  const { windowS, feeBps, graceS } = terms;
  const { chainId } = options;
  return { chainId, vault, token, tokenSymbol, tokenDecimals, operator, treasury, windowS, feeBps, graceS, ...ledger };
}

async function deployToken(rpc: Rpc, dev: boolean): Promise<Hex> {
  if (!dev) throw new AppError("unavailable", "name the token to pay in: TOKEN_ADDRESS");
  return create(rpc, tokenArtifact.bytecode as Hex);
}

/** Deploys through the deterministic deployer, unless the code is there already. */
async function create(rpc: Rpc, initCode: Hex): Promise<Hex> {
  const address = getContractAddress({ opcode: "CREATE2", from: CREATE2_DEPLOYER, salt: SALT, bytecode: initCode });
  if (await hasCode(rpc.reader, address)) return address;
  if (!(await hasCode(rpc.reader, CREATE2_DEPLOYER))) {
    throw new AppError("unavailable", `this chain lacks the deterministic deployer at ${CREATE2_DEPLOYER}`);
  }
  const hash = await rpc.wallet.sendTransaction({ to: CREATE2_DEPLOYER, data: concat([SALT, initCode]) });
  await rpc.reader.waitForTransactionReceipt({ hash });
  if (!(await hasCode(rpc.reader, address))) throw new AppError("chain_rejected", `the deployment ${hash} failed`);
  return address;
}

/** The operator's ledger with exactly these terms, if it has one. */
async function findLedger(reader: PublicRpc, vault: Hex, operator: Hex, token: Hex, terms: Terms) {
  const contract = { address: vault, abi: bountyVaultAbi } as const;
  const count = await reader.readContract({ ...contract, functionName: "ledgerCount" });
  for (let id = 1n; id <= count; id++) {
    const ledger = await reader.readContract({ ...contract, functionName: "ledgerOf", args: [id] });
    const same = isAddressEqual(ledger.operator, operator) && isAddressEqual(ledger.token, token);
    if (!same || ledger.window !== terms.windowS || ledger.feeBps !== terms.feeBps) continue;
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

async function openLedger(rpc: Rpc, vault: Hex, token: Hex, terms: Terms) {
  const args = [token, terms.windowS, terms.feeBps] as const;
  const call = { address: vault, abi: bountyVaultAbi, functionName: "createLedger", args } as const;
  const { request } = await rpc.reader.simulateContract({ ...call, account: rpc.wallet.account });
  const receipt = await rpc.reader.waitForTransactionReceipt({ hash: await rpc.wallet.writeContract(request) });
  const [created] = parseEventLogs({ abi: bountyVaultAbi, eventName: "LedgerCreated", logs: receipt.logs });
  if (created === undefined)
    throw new AppError("chain_rejected", `the ledger was not opened: ${receipt.transactionHash}`);
  return { ledgerId: created.args.ledgerId.toString(), deployedAtBlock: Number(receipt.blockNumber) };
}

/** Whether the chain still carries what the file says: a development chain may have been started anew. */
async function stands(reader: PublicRpc, known: Deployment, options: DeployOptions): Promise<boolean> {
  const operator = privateKeyToAddress(options.operatorKey);
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

async function hasCode(reader: PublicRpc, address: Hex): Promise<boolean> {
  const code = await reader.getCode({ address });
  return code !== undefined && code !== "0x";
}
