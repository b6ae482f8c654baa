import { parseAbi } from "viem";
import { formatAmount } from "@/lib/ui/format-amount";
import type { ChainTerms } from "./chain-terms";
import { type Wallet, WalletError } from "./wallet-port";

export const TOKEN_ABI = parseAbi([
  "function balanceOf(address) view returns (uint256)",
  "function allowance(address, address) view returns (uint256)",
  "function approve(address, uint256) returns (bool)",
  "function nonces(address) view returns (uint256)",
  "function eip712Domain() view returns (bytes1, string, string, uint256, address, bytes32, uint256[])",
]);

/** Throws `low-balance`, with both figures, when the wallet holds fewer tokens than `units`. */
export async function requireBalance(wallet: Wallet, terms: ChainTerms, units: bigint): Promise<void> {
  const call = { address: terms.token.address, abi: TOKEN_ABI, functionName: "balanceOf", args: [wallet.address] };
  const held = await wallet.read<bigint>(call);
  if (held < units) throw new WalletError("low-balance", { words: lowBalanceWords(terms, held, units) });
}

/** What a wallet holds and what is asked of it. */
export function lowBalanceWords({ token }: Pick<ChainTerms, "token">, held: bigint, units: bigint): string {
  const write = (base: bigint) => `${formatAmount(base, token.decimals)} ${token.symbol}`;
  return `Your wallet holds ${write(held)}; this takes ${write(units)}. Add what is missing, then try again; nothing was sent.`;
}

/** Lets the vault take `units` from the wallet, by one transaction where it may not already (`onApprove` tells). */
export async function allow(wallet: Wallet, terms: ChainTerms, units: bigint, onApprove: () => void): Promise<void> {
  const token = { address: terms.token.address, abi: TOKEN_ABI };
  const args = [wallet.address, terms.vault];
  if ((await wallet.read<bigint>({ ...token, functionName: "allowance", args })) >= units) return;
  onApprove();
  await wallet.mined(await wallet.send({ ...token, functionName: "approve", args: [terms.vault, units] }));
}
