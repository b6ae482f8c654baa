/** Claims that go another way than from the wallet to itself: sent by the operator, or paid to another address. */
import type { Hex } from "viem";
import { claimToArgs, claimToTypedData } from "@/lib/settlement/authorisations";
import type { ClaimView } from "@/lib/settlement/earnings";
import type { Api } from "./api";
import type { ChainTerms } from "./chain-terms";
import { claimHeader, claimLeaf } from "./claim-payouts";
import { CLAIMS_AT_ONCE } from "./claims-at-once";
import { VAULT_ABI } from "./vault-abi";
import type { Wallet } from "./wallet-port";

/** How long a permission to pay another address may be used: a day. */
const PERMISSION_S = 86_400;

/** Signing the nth of so many permissions; handing them in; sending the nth transaction; waiting for its block. */
export type ElsewhereStep =
  | { readonly kind: "handing-in" }
  | { readonly kind: "permitting" | "trying" | "signing"; readonly n: number; readonly of: number }
  | { readonly kind: "mining"; readonly n: number; readonly of: number; readonly hash: Hex };

type Parts = { readonly api: Api; readonly wallet: Wallet; readonly terms: ChainTerms };
type OnStep = (step: ElsewhereStep) => void;

type Permission = { readonly recipient: Hex; readonly deadlineS: number; readonly signature: Hex };

/** Asks the operator to send these claims at its cost, to the account itself. */
export async function relayClaims(api: Api, claims: readonly ClaimView[]): Promise<void> {
  await handIn(
    api,
    claims.map(({ batchId }) => ({ batchId })),
  );
}

/** One signature a claim, then the operator sends them at its cost to `to`. */
export async function relayClaimsTo(parts: Parts, claims: readonly ClaimView[], to: Hex, onStep: OnStep) {
  const permissions = await permit(parts, claims, to, onStep);
  onStep({ kind: "handing-in" });
  await handIn(
    parts.api,
    claims.map(({ batchId }, n) => ({ batchId, to: permissions[n] })),
  );
}

/** One signature and one transaction a claim, from the wallet itself; `onPaid` names each that is in a block. */
export async function claimTo(
  { wallet, ...parts }: Parts,
  claims: readonly ClaimView[],
  to: Hex,
  onStep: OnStep,
  onPaid: (batchId: string) => void,
): Promise<void> {
  const permissions = await permit({ wallet, ...parts }, claims, to, onStep);
  for (const [i, claim] of claims.entries()) {
    const place = { n: i + 1, of: claims.length };
    const { recipient, deadlineS, signature } = permissions[i] as Permission;
    onStep({ kind: "trying", ...place });
    const args = [
      claimHeader(claim),
      claimLeaf(claim),
      claim.proof,
      claimToArgs({ to: recipient, deadlineS }),
      signature,
    ];
    const call = { address: parts.terms.vault, abi: VAULT_ABI, functionName: "claimTo", args };
    const hash = await wallet.send(call, () => onStep({ kind: "signing", ...place }));
    onStep({ kind: "mining", ...place, hash });
    await wallet.mined(hash);
    onPaid(claim.batchId);
  }
}

async function handIn(api: Api, claims: readonly { batchId: string; to?: Permission | undefined }[]): Promise<void> {
  for (let at = 0; at < claims.length; at += CLAIMS_AT_ONCE) {
    await api.send("POST", "/api/v1/earnings/relay", { claims: claims.slice(at, at + CLAIMS_AT_ONCE) });
  }
}

async function permit({ wallet, terms }: Parts, claims: readonly ClaimView[], to: Hex, onStep: OnStep) {
  const deadlineS = (await wallet.clockS()) + PERMISSION_S;
  const permissions: Permission[] = [];
  for (const [i, { batchKey, leaf }] of claims.entries()) {
    onStep({ kind: "permitting", n: i + 1, of: claims.length });
    const asked = { batchKey: batchKey as Hex, index: Number(leaf.index), to, deadlineS };
    const signature = await wallet.signTypedData(claimToTypedData(terms, asked));
    permissions.push({ recipient: to, deadlineS, signature });
  }
  return permissions;
}
