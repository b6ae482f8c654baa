/** Opens further ledgers under a vault that stands. */
import type { Hex } from "@/lib/settlement/sum-tree";
import { findLedger, openLedger, type Terms } from "./deploy";
import type { Deployment } from "./deployment";
import { onChain, publicRpc, type Signer, walletRpc } from "./rpc";

export type LedgerOrder = {
  readonly rpcUrl: string;
  readonly deployment: Deployment;
  readonly operatorKey: Signer;
  readonly token: Hex;
  readonly arbitrator: Hex;
  readonly terms: Terms;
};

/** The operator's ledger with exactly these terms: null when it has none. */
export function knownLedger({ rpcUrl, deployment, operatorKey, token, arbitrator, terms }: LedgerOrder) {
  const reader = publicRpc(rpcUrl, deployment.chainId);
  const operator = walletRpc(rpcUrl, deployment.chainId, operatorKey).account.address;
  return onChain(() => findLedger(reader, { ...deployment, token, arbitrator }, operator, terms));
}

/** Opens the ledger unless it is there: twice opens one. */
export async function ensureLedger(order: LedgerOrder) {
  const known = await knownLedger(order);
  if (known) return known;
  const { rpcUrl, deployment, operatorKey, token, arbitrator, terms } = order;
  const reader = publicRpc(rpcUrl, deployment.chainId);
  const wallet = walletRpc(rpcUrl, deployment.chainId, operatorKey);
  return onChain(() => openLedger({ reader, wallet }, { ...deployment, token, arbitrator }, terms));
}
