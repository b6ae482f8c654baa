import type { Metadata } from "next";
import { callerOf } from "@/lib/http";
import { chainTerms, server } from "@/lib/server";
import { Earnings } from "./earnings";
import { SignedOut } from "./newcomer";

export const metadata: Metadata = { title: "Earnings" };

/** What the signed-in annotator earned, why, and the one button that claims it. */
export default async function EarningsPage() {
  const caller = await callerOf();
  if (caller.kind !== "account") return <SignedOut />;
  const { settlement } = await server();
  const [first, terms] = await Promise.all([settlement.earnings(caller), chainTerms()]);
  return <Earnings key={caller.address} first={first} address={caller.address} terms={terms} nowMs={Date.now()} />;
}
