import { type Hex, parseAbi, parseSignature } from "viem";
import { bountyVaultAbi } from "@/lib/abi";
import type { ChainTerms } from "./chain-terms";
import { type Wallet, WalletError } from "./wallet-port";

const TOKEN_ABI = parseAbi([
  "function balanceOf(address) view returns (uint256)",
  "function allowance(address, address) view returns (uint256)",
  "function approve(address, uint256) returns (bool)",
  "function nonces(address) view returns (uint256)",
  "function eip712Domain() view returns (bytes1, string, string, uint256, address, bytes32, uint256[])",
]);

/** How long a permit may be used: half an hour. */
const PERMIT_S = 1800;

export type FundOrder = {
  readonly manifestHash: `0x${string}`;
  /** Base units of the token. */
  readonly amountUnits: bigint;
  readonly deadlineS: number;
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
  onStep: (step: FundStep) => void,
): Promise<Hex> {
  onStep("checking");
  const token = { address: terms.token.address, abi: TOKEN_ABI };
  const balance = await wallet.read<bigint>({ ...token, functionName: "balanceOf", args: [wallet.address] });
  if (balance < order.amountUnits) {
    throw new WalletError(
      terms.dev
        ? "Your wallet holds fewer test tokens than this locks. Get more from the menu under your address."
        : `Your wallet holds fewer ${terms.token.symbol} than this locks. Top it up, or lower price or overlap.`,
    );
  }
  const hash = terms.token.permit
    ? await fundByPermit(wallet, terms, order, onStep)
    : await fundByApproval(wallet, terms, order, onStep);
  onStep("mining");
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
  const permitDeadline = BigInt(Math.floor(Date.now() / 1000) + PERMIT_S);
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
    abi: bountyVaultAbi,
    functionName: "fundWithPermit",
    args: [...fundArgs(terms, order), { deadline: permitDeadline, v: 27 + yParity, r, s }],
  });
}

async function fundByApproval(wallet: Wallet, terms: ChainTerms, order: FundOrder, onStep: (step: FundStep) => void) {
  const token = { address: terms.token.address, abi: TOKEN_ABI };
  const allowed = await wallet.read<bigint>({
    ...token,
    functionName: "allowance",
    args: [wallet.address, terms.vault],
  });
  if (allowed < order.amountUnits) {
    onStep("approving");
    const approval = { ...token, functionName: "approve", args: [terms.vault, order.amountUnits] };
    await wallet.mined(await wallet.send(approval));
  }
  onStep("funding");
  return wallet.send({ address: terms.vault, abi: bountyVaultAbi, functionName: "fund", args: fundArgs(terms, order) });
}

const fundArgs = (terms: ChainTerms, order: FundOrder) =>
  [BigInt(terms.ledgerId), order.amountUnits, order.deadlineS, order.manifestHash] as const;
