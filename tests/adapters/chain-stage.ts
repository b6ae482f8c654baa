/** A real anvil with the vault on it, an owner with money, and ways to fund, post and claim: for the adapter's tests. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Account,
  createTestClient,
  createWalletClient,
  type Hex,
  http,
  keccak256,
  parseSignature,
  publicActions,
  toHex,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { bountyVaultAbi, testTokenAbi } from "@/lib/abi";
import { ensureDeployed } from "@/lib/adapters/chain/deploy";
import type { Deployment } from "@/lib/adapters/chain/deployment";
import { chainVault } from "@/lib/adapters/chain/vault";
import { allocationFor } from "@/lib/settlement/allocation";
import { claimArgs, type PostedBatch } from "@/lib/settlement/claim-args";
import { batchKey, buildTree, type Payout, type SumTree } from "@/lib/settlement/sum-tree";
import { ANVIL_KEYS, startAnvil } from "./anvil";

const [operatorKey, ownerKey, workerKey, otherKey] = ANVIL_KEYS;
export const OPERATOR_KEY = operatorKey;
export const owner = privateKeyToAccount(ownerKey);
export const worker = privateKeyToAccount(workerKey);
export const other = privateKeyToAccount(otherKey);
export const EVIDENCE = keccak256(toHex("evidence"));

/** The i-th of many accounts that nobody has a key for. */
export const strangerOf = (i: number): Hex => `0x${(0xabc0000 + i).toString(16).padStart(40, "0")}`;

let manifests = 0;
export const nextManifest = (): Hex => keccak256(toHex(`manifest ${manifests++}`));

export type Stage = Awaited<ReturnType<typeof setStage>>;

/** Starts everything; call `clear` when done. */
export async function setStage() {
  const anvil = await startAnvil();
  const { rpcUrl, chainId } = anvil;
  const folder = await mkdtemp(join(tmpdir(), "assay-chain-"));
  const deploy = (name: string): Promise<Deployment> =>
    ensureDeployed({ rpcUrl, chainId, operatorKey: OPERATOR_KEY, dev: true, file: join(folder, name) });
  const deployment = await deploy("main.json");
  const vault = chainVault({ rpcUrl, deployment, operatorKey: OPERATOR_KEY });
  await vault.faucet({ to: owner.address, amount: 50_000_000_000n });
  const client = { chain: foundry, transport: http(rpcUrl), cacheTime: 0, pollingInterval: 20 };
  const node = createTestClient({ ...client, mode: "anvil" }).extend(publicActions);
  return {
    rpcUrl,
    folder,
    deploy,
    deployment,
    vault,
    node,
    /** Waits until a transaction that was sent is mined, and gives its hash. */
    async mined(sent: Promise<Hex>): Promise<Hex> {
      const hash = await sent;
      await node.waitForTransactionReceipt({ hash });
      return hash;
    },
    walletOf: (account: Account) => createWalletClient({ chain: foundry, account, transport: http(rpcUrl) }),
    vaultCall: { address: deployment.vault, abi: bountyVaultAbi } as const,
    tokenCall: { address: deployment.token, abi: testTokenAbi } as const,
    async clear() {
      await anvil.stop();
      await rm(folder, { recursive: true });
    },
  };
}

export async function fund({ vault, mined, walletOf, tokenCall, vaultCall, deployment }: Stage, amount: bigint) {
  const manifestHash = nextManifest();
  const deadlineS = (await vault.headTimestampS()) + 3600;
  const wallet = walletOf(owner);
  await mined(wallet.writeContract({ ...tokenCall, functionName: "approve", args: [deployment.vault, amount] }));
  const args = [vault.ledgerId, amount, deadlineS, manifestHash] as const;
  const txHash = await mined(wallet.writeContract({ ...vaultCall, functionName: "fund", args }));
  return { txHash, manifestHash, deadlineS, bountyId: vault.bountyIdOf(owner.address, manifestHash) };
}

/** The owner's EIP-2612 permit for the vault. */
export async function signPermit({ node, tokenCall, deployment }: Stage, value: bigint, deadline: bigint) {
  const nonce = await node.readContract({ ...tokenCall, functionName: "nonces", args: [owner.address] });
  const Permit = [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ];
  const signature = await owner.signTypedData({
    domain: { name: "Assay Test USD", version: "1", chainId: 31337, verifyingContract: deployment.token },
    types: { Permit },
    primaryType: "Permit",
    message: { owner: owner.address, spender: deployment.vault, value, nonce, deadline },
  });
  const { r, s, yParity } = parseSignature(signature);
  return { deadline, v: 27 + yParity, r, s };
}

export async function draftOf({ vault, deployment }: Stage, payouts: readonly Payout[], bountyId: Hex) {
  const batchId = await vault.nextBatchId(vault.ledgerId);
  const key = batchKey(vault.chainId, vault.vault, vault.ledgerId, batchId);
  const tree = buildTree(key, payouts);
  const { allocation } = allocationFor(tree.total, deployment.feeBps);
  const allocations = [{ bountyId, amount: allocation }];
  const { root, total } = tree;
  return { key, tree, draft: { ledgerId: vault.ledgerId, batchId, root, total, evidenceHash: EVIDENCE, allocations } };
}

/** Posts a batch from this bounty, or from a new one that is funded with 20 tUSD. */
export async function postBatch(stage: Stage, payouts: readonly Payout[], known?: Hex) {
  const bountyId = known ?? (await fund(stage, 20_000_000n)).bountyId;
  const { key, tree, draft } = await draftOf(stage, payouts, bountyId);
  const signed = await stage.vault.signBatch(draft);
  await stage.mined(stage.vault.broadcast(signed.raw).then(() => signed.hash));
  const batch = await stage.vault.batchAt(draft.ledgerId, draft.batchId);
  if (batch === null) throw new Error("the batch was not posted");
  return { batch, draft, tree, payouts, key };
}

export async function moveClockTo({ node }: Stage, timestampS: number): Promise<void> {
  await node.setNextBlockTimestamp({ timestamp: BigInt(timestampS) });
  await node.mine({ blocks: 1 });
}

export async function claim(
  { mined, walletOf, vaultCall }: Stage,
  { batch, tree, payouts }: { batch: PostedBatch; tree: SumTree; payouts: readonly Payout[] },
  index: number,
): Promise<void> {
  const payout = payouts[index];
  if (payout === undefined) throw new Error(`no payout ${index}`);
  const args = claimArgs(batch, { ...payout, index }, tree.proof(index));
  await mined(walletOf(worker).writeContract({ ...vaultCall, functionName: "claim", args }));
}

export async function refund({ vault, mined, walletOf, vaultCall }: Stage, manifestHash: Hex): Promise<void> {
  const args = [vault.ledgerId, manifestHash] as const;
  await mined(walletOf(owner).writeContract({ ...vaultCall, functionName: "refund", args }));
}
