import type { FundingView, Published, Publishing } from "@/lib/bounties/bounty-view";
import { api } from "@/lib/client/browser-api";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { fundBounty } from "@/lib/client/fund-bounty";
import { walletOfAccount } from "@/lib/client/wallet";
import { WalletError } from "@/lib/client/wallet-port";
import type { OpenStep } from "./funding-steps";
import type { WizardTranslator } from "./wizard-translator";

const POLL_MS = 500;
/** The publishing of many items takes seconds to minutes, and asking is counted. */
const ASK_MS = 2_500;
const PATIENCE_MS = 60_000;

/**
 * Freezes the terms (asked again: the same) and says what to lock. Of many items the worker does it: then it is asked again until it is
 * done, and told how many items are in.
 */
export async function publish(bountyId: string, onItems: (done: number, of: number) => void): Promise<Published> {
  for (;;) {
    const reply = await api.send<Published | Publishing>("POST", `/api/v1/bounties/${bountyId}/publish`);
    if (!("state" in reply)) return reply;
    onItems(reply.done, reply.of);
    await new Promise((resume) => setTimeout(resume, ASK_MS));
  }
}

/**
 * Locks the escrow of a published bounty and waits until it is open. Each step is told. What an earlier try has paid
 * already is not paid again.
 */
export async function fundAndOpen(
  bountyId: string,
  published: Published,
  { terms, address, t }: { readonly terms: ChainTerms; readonly address: string; readonly t: WizardTranslator },
  onStep: (step: OpenStep) => void,
): Promise<void> {
  const wallet = await walletOfAccount(terms, address);
  const { fundedUnits } = await api.get<{ fundedUnits: string }>(`/api/v1/bounties/${bountyId}`);
  const missing = BigInt(published.escrowUnits) - BigInt(fundedUnits);
  if (missing > 0n) {
    const order = {
      manifestHash: published.manifestHash as `0x${string}`,
      amountUnits: missing,
      deadlineS: published.deadlineS,
    };
    const txHash = await fundBounty(wallet, terms, order, onStep);
    onStep("confirming");
    const funding = await api.send<FundingView>("POST", `/api/v1/bounties/${bountyId}/funding`, { txHash });
    if (funding.state === "open") return;
    // All of it is there: whatever is left is dealing out many items, and the bounty's own page tells of that.
    if (funding.missingUnits === "0") return;
  }
  await untilOpen(bountyId, t);
}

async function untilOpen(bountyId: string, t: WizardTranslator): Promise<void> {
  for (const endMs = Date.now() + PATIENCE_MS; Date.now() < endMs; ) {
    const { state } = await api.get<{ state: string }>(`/api/v1/bounties/${bountyId}`);
    if (state !== "published") return;
    await new Promise((resume) => setTimeout(resume, POLL_MS));
  }
  throw new WalletError("stuck", { words: t("stuck") });
}
