import type { Metadata } from "next";
import { chainTerms } from "@/lib/server";
import { PageHead } from "@/lib/ui/page-head";
import { VerifyStart } from "./verify-start";

export const metadata: Metadata = {
  title: "Verify",
  description: "Recompute a batch’s labels and payouts in your browser and compare them with the chain.",
};

export const dynamic = "force-dynamic";

/** Where a verification begins: a batch of this server, or an evidence file of one’s own. */
export default async function VerifyPage() {
  return (
    <div className="mx-auto max-w-[60rem]">
      <PageHead
        title="Verify a batch"
        sub="Labels, credits and payouts are recomputed here, in your browser, and compared with the vault."
      />
      <VerifyStart terms={await chainTerms()} />
    </div>
  );
}
