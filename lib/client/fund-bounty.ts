import { type Hex, parseSignature } from "viem";
import type { ChainTerms } from "./chain-terms";
import { allow, requireBalance, TOKEN_ABI } from "./token";
import { VAULT_ABI } from "./vault-abi";
import type { Wallet } from "./wallet-port";

/** How long a permit may be used: half an hour. */
const PERMIT_S = 1800;

export type FundOrder = {
  readonly manifestHash: `0x${string}`;
  /** Base units of the token. */
  readonly amountUnits: bigint;
  readonly deadlineS: number;
  /** Where the bounty was posted, when that is not the ledger of today's terms. */
  readonly ledgerId?: string;
};

/** Where the funding stands: signing the permit (no gas), or approving (one transaction), then the fund transaction. */
export type FundStep = "checking" | "permit" | "approving" | "funding" | "mining";

/**
 * Moves the bounty's escrow into the vault: by EIP-2612 permit where the token has it (one signature, one transaction),
 * else approve and fund. Returns the fund transaction's hash once it is in a block.
 * @throws WalletError where the balance is too low, the wallet says no, or the chain reverts; no tokens moved then.
 */
export async function fundBounty(
  wallet: Wallet,
  terms: ChainTerms,
  order: FundOrder,
  onStep: (step: FundStep, hash?: Hex) => void,
): Promise<Hex> {
  onStep("checking");
  await requireBalance(wallet, terms, order.amountUnits);
  const hash = terms.token.permit
    ? await fundByPermit(wallet, terms, order, onStep)
    : await fundByApproval(wallet, terms, order, onStep);
  onStep("mining", hash);
  await wallet.mined(hash);
  return hash;
}

async function fundByPermit(wallet: Wallet, terms: ChainTerms, order: FundOrder, onStep: (step: FundStep) => void) {
  onStep("permit");
  const token = { address: terms.token.address, abi: TOKEN_ABI };
  const [domain, nonce] = await Promise.all([
    wallet.read<readonly [Hex, string, string]>({ ...token, functionName: "eip712Domain", args: [] }),
    wallet.read<bigint>({ ...token, functionName: "nonces", args: [wallet.address] }),
  ]);
  const permitDeadline = BigInt((await wallet.clockS()) + PERMIT_S);
  const signature = await wallet.signTypedData({
    domain: { name: domain[1], version: domain[2], chainId: terms.chainId, verifyingContract: terms.token.address },
    types: {
      Permit: [
        { name: "owner", type: "address" },
        { name: "spender", type: "address" },
        { name: "value", type: "uint256" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    },
    primaryType: "Permit",
    message: { owner: wallet.address, spender: terms.vault, value: order.amountUnits, nonce, deadline: permitDeadline },
  });
  const { r, s, yParity } = parseSignature(signature);
  onStep("funding");
  return wallet.send({
    address: terms.vault,
    abi: VAULT_ABI,
    functionName: "fundWithPermit",
    args: [...fundArgs(terms, order), { deadline: permitDeadline, v: 27 + yParity, r, s }],
  });
}

async function fundByApproval(wallet: Wallet, terms: ChainTerms, order: FundOrder, onStep: (step: FundStep) => void) {
  await allow(wallet, terms, order.amountUnits, () => onStep("approving"));
  onStep("funding");
  return wallet.send({ address: terms.vault, abi: VAULT_ABI, functionName: "fund", args: fundArgs(terms, order) });
}

const fundArgs = (terms: ChainTerms, order: FundOrder) =>
  [BigInt(order.ledgerId ?? terms.ledgerId), order.amountUnits, order.deadlineS, order.manifestHash] as const;
