import type { ClaimView, EarningsView } from "@/lib/settlement/earnings";
import type { Api } from "./api";
import type { ChainTerms } from "./chain-terms";
import { CLAIMS_AT_ONCE } from "./claims-at-once";
import { VAULT_ABI } from "./vault-abi";
import type { Wallet } from "./wallet-port";

/** Where a claim stands: reading the proofs, trying the call on the chain, in the wallet, waiting for a block. */
export type ClaimStep =
  | { readonly kind: "proofs" }
  | { readonly kind: "trying" | "signing"; readonly tx: number; readonly of: number }
  | { readonly kind: "mining" | "mined"; readonly tx: number; readonly of: number; readonly hash: `0x${string}` };

/** Claims everything that is claimable for the wallet's account, in as few transactions as possible. Returns their hashes. */
export async function claimPayouts(
  api: Api,
  wallet: Wallet,
  terms: ChainTerms,
  onStep: (step: ClaimStep) => void = () => undefined,
): Promise<`0x${string}`[]> {
  onStep({ kind: "proofs" });
  const { claimable } = await api.get<EarningsView>("/api/v1/earnings");
  const of = Math.ceil(claimable.length / CLAIMS_AT_ONCE);
  const hashes: `0x${string}`[] = [];
  for (let tx = 1; tx <= of; tx++) {
    onStep({ kind: "trying", tx, of });
    const claims = claimable.slice((tx - 1) * CLAIMS_AT_ONCE, tx * CLAIMS_AT_ONCE);
    const hash = await sendClaims(wallet, terms, claims, () => onStep({ kind: "signing", tx, of }));
    onStep({ kind: "mining", tx, of, hash });
    await wallet.mined(hash);
    onStep({ kind: "mined", tx, of, hash });
    hashes.push(hash);
  }
  return hashes;
}

/** One transaction that claims these leaves, all of one account: the vault pays the account in each leaf, whoever sends it. */
function sendClaims(
  wallet: Wallet,
  terms: ChainTerms,
  claims: readonly ClaimView[],
  onTried?: () => void,
): Promise<`0x${string}`> {
  const contract = { address: terms.vault, abi: VAULT_ABI };
  const [only, ...more] = claims;
  if (only && more.length === 0) {
    return wallet.send(
      { ...contract, functionName: "claim", args: [claimHeader(only), claimLeaf(only), only.proof] },
      onTried,
    );
  }
  const list = claims.map((claim) => ({
    header: claimHeader(claim),
    index: BigInt(claim.leaf.index),
    amount: BigInt(claim.leaf.amount),
    proof: claim.proof,
  }));
  const args = [list, only?.leaf.account ?? wallet.address];
  return wallet.send({ ...contract, functionName: "claimMany", args }, onTried);
}

/** The claim's batch as the vault wants it. */
export const claimHeader = ({ header: { ledgerId, batchId, token, claimableAt, meta } }: ClaimView) => ({
  ledgerId: BigInt(ledgerId),
  batchId: BigInt(batchId),
  token,
  claimableAt,
  meta,
});

/** The claim's leaf as the vault wants it. */
export const claimLeaf = ({ leaf: { index, account, amount } }: ClaimView) => ({
  index: BigInt(index),
  account,
  amount: BigInt(amount),
});
