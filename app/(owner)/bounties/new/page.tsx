import type { Metadata } from "next";
import { callerOf } from "@/lib/http";
import { chainTerms } from "@/lib/server";
import { NewBounty } from "./new-bounty";

export const metadata: Metadata = { title: "New bounty" };

/** Four steps on one page, with what it costs beside them. */
export default async function NewBountyPage() {
  const caller = await callerOf();
  return <NewBounty terms={await chainTerms()} address={caller.kind === "account" ? caller.address : null} />;
}
