import { bountyVaultAbi } from "@/lib/abi";
import type { ClaimView, EarningsView } from "@/lib/settlement/earnings";
import type { Api } from "./api";
import type { ChainTerms } from "./chain-terms";
import type { Wallet } from "./wallet-port";

/** Claims of one transaction: well under a block's gas. */
const AT_ONCE = 40;

/** Claims everything that is claimable for the wallet's account, in as few transactions as possible. Returns their hashes. */
export async function claimPayouts(api: Api, wallet: Wallet, terms: ChainTerms): Promise<`0x${string}`[]> {
  const { claimable } = await api.get<EarningsView>("/api/v1/earnings");
  const hashes: `0x${string}`[] = [];
  for (let i = 0; i < claimable.length; i += AT_ONCE) {
    const hash = await sendClaims(wallet, terms, claimable.slice(i, i + AT_ONCE));
    await wallet.mined(hash);
    hashes.push(hash);
  }
  return hashes;
}

/** One transaction that claims these leaves, all of one account: the vault pays the account in each leaf, whoever sends it. */
export function sendClaims(wallet: Wallet, terms: ChainTerms, claims: readonly ClaimView[]): Promise<`0x${string}`> {
  const contract = { address: terms.vault, abi: bountyVaultAbi };
  const [only, ...more] = claims;
  if (only && more.length === 0) {
    const leaf = { index: BigInt(only.leaf.index), account: only.leaf.account, amount: BigInt(only.leaf.amount) };
    return wallet.send({ ...contract, functionName: "claim", args: [header(only), leaf, only.proof] });
  }
  const list = claims.map((claim) => ({
    header: header(claim),
    index: BigInt(claim.leaf.index),
    amount: BigInt(claim.leaf.amount),
    proof: claim.proof,
  }));
  return wallet.send({ ...contract, functionName: "claimMany", args: [list, only?.leaf.account ?? wallet.address] });
}

const header = ({ header: { ledgerId, batchId, token, claimableAt, meta } }: ClaimView) => ({
  ledgerId: BigInt(ledgerId),
  batchId: BigInt(batchId),
  token,
  claimableAt,
  meta,
});
