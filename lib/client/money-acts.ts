/** What people do to a bounty's money with their own wallet. Each tells its steps and ends when it is in a block. */
import type { Hex } from "viem";
import { committeeArbitratorAbi, operatorStakeAbi } from "@/lib/abi";
import type { AcceptanceView } from "@/lib/settlement/acceptance";
import type { DisputeView } from "@/lib/settlement/dispute-view";
import type { Api } from "./api";
import type { ChainTerms } from "./chain-terms";
import { allow, requireBalance } from "./token";
import { VAULT_ABI } from "./vault-abi";
import type { ContractCall, Wallet } from "./wallet-port";

/**
 * `checking`: the call is tried on the chain. `approving` and `signing`: the wallet asks. `mining`: it waits for its block.
 * `sending`: the server has it.
 */
export type ActStep =
  | { readonly kind: "checking" | "approving" | "signing" | "sending" }
  | { readonly kind: "mining"; readonly hash: Hex };

export type OnStep = (step: ActStep) => void;

/** Tries a call, has the wallet send it, waits for its block. Answers its hash. */
export async function sendAndWait(wallet: Wallet, call: ContractCall, onStep: OnStep): Promise<Hex> {
  onStep({ kind: "checking" });
  const hash = await wallet.send(call, () => onStep({ kind: "signing" }));
  onStep({ kind: "mining", hash });
  await wallet.mined(hash);
  return hash;
}

/** Sends the owner's free money back: everything that no batch has reserved. */
export function refund(
  wallet: Wallet,
  terms: ChainTerms,
  args: { readonly ledgerId: string; readonly manifestHash: string },
  onStep: OnStep,
): Promise<Hex> {
  const call = { address: terms.vault, abi: VAULT_ABI, functionName: "refund" };
  return sendAndWait(wallet, { ...call, args: [BigInt(args.ledgerId), args.manifestHash] }, onStep);
}

/** Signs that a batch's window may end now, and hands the signature to the operator, who sends it. */
export async function acceptNow(api: Api, wallet: Wallet, batchId: string, onStep: OnStep): Promise<void> {
  onStep({ kind: "checking" });
  const path = `/api/v1/batches/${batchId}/acceptance`;
  const { typedData } = await api.get<AcceptanceView>(path);
  onStep({ kind: "signing" });
  const signature = await wallet.signTypedData(typedData);
  onStep({ kind: "sending" });
  await api.send("POST", path, { signature });
}

/** Keeps the case, lets the vault take the bond, and freezes the batch. Answers the challenge's transaction. */
export async function challenge(
  { api, wallet, terms }: { readonly api: Api; readonly wallet: Wallet; readonly terms: ChainTerms },
  view: DisputeView,
  words: string,
  onStep: OnStep,
): Promise<Hex> {
  onStep({ kind: "checking" });
  const bond = BigInt(view.bondUnits);
  await requireBalance(wallet, terms, bond);
  const path = `/api/v1/batches/${view.batchId}/challenge`;
  const { evidenceHash } = await api.send<{ evidenceHash: Hex }>("POST", path, { words });
  await allow(wallet, terms, bond, () => onStep({ kind: "approving" }));
  const { header, root, total } = view.challengeArgs;
  const head = { ...header, ledgerId: BigInt(header.ledgerId), batchId: BigInt(header.batchId) };
  const args = [head, root, BigInt(total), evidenceHash];
  const call = { address: terms.vault, abi: VAULT_ABI, functionName: "challenge", args, value: BigInt(view.feeWei) };
  return sendAndWait(wallet, call, onStep);
}

/** A judge's vote: 1 the batch stands, 2 it is invalid, 0 cannot say. Votes are not changed. */
export function vote(wallet: Wallet, view: DisputeView, ruling: 0 | 1 | 2, onStep: OnStep): Promise<Hex> {
  const args = [BigInt(view.challenge?.disputeId ?? 0), BigInt(ruling)];
  const call = { address: view.arbitrator as Hex, abi: committeeArbitratorAbi, functionName: "vote", args };
  return sendAndWait(wallet, call, onStep);
}

/** Ends a dispute that nobody has decided in its time: the batch is void, the bond goes back. Open to anybody. */
export function timeOut(wallet: Wallet, terms: ChainTerms, batchKey: string, onStep: OnStep): Promise<Hex> {
  const call = { address: terms.vault, abi: VAULT_ABI, functionName: "timeOut", args: [batchKey] };
  return sendAndWait(wallet, call, onStep);
}

/** Takes out what rulings gave this wallet: bonds from the vault, its part of slashed stakes from where they lie. */
export async function withdrawCredit(
  wallet: Wallet,
  terms: ChainTerms,
  { bondUnits, stakeWei }: DisputeView["credit"],
  onStep: OnStep,
): Promise<void> {
  if (BigInt(bondUnits) > 0n) {
    const call = { address: terms.vault, abi: VAULT_ABI, functionName: "withdrawCredit" };
    await sendAndWait(wallet, { ...call, args: [terms.token.address, wallet.address] }, onStep);
  }
  if (BigInt(stakeWei) > 0n) {
    const call = { address: terms.operatorStake, abi: operatorStakeAbi, functionName: "withdrawCredit" };
    await sendAndWait(wallet, { ...call, args: [wallet.address] }, onStep);
  }
}
