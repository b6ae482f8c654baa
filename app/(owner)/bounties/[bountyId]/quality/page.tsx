import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Words } from "@/app/words";
import { callerOf } from "@/lib/http";
import { AppError } from "@/lib/kernel/errors";
import { chainTerms, server } from "@/lib/server";
import { OwnersOnly } from "./owners-only";
import { Quality } from "./quality";

type Props = { readonly params: Promise<{ bountyId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("quality");
  return { title: t("title") };
}

/** What the owner sees of a bounty’s answers, and where it is settled. */
export default async function QualityPage({ params }: Props) {
  const { bountyId } = await params;
  const found = await find(bountyId);
  return (
    <Words of={["quality", "bench"]}>
      {typeof found === "string" ? (
        <OwnersOnly bountyId={bountyId} signedIn={found === "forbidden"} />
      ) : (
        <Quality {...found} terms={await chainTerms()} nowMs={Date.now()} />
      )}
    </Words>
  );
}

async function find(id: string) {
  const { bounties, consensus, settlement } = await server();
  const caller = await callerOf();
  try {
    const [first, bounty, { batches }] = await Promise.all([
      consensus.quality(caller, { id }),
      bounties.get(caller, id),
      settlement.batchesOf(caller, { id }),
    ]);
    const { escrowUnits, priceUnits, answersWanted, deadlineS, policy } = bounty;
    return { first, firstBatches: batches, deal: { escrowUnits, priceUnits, answersWanted, deadlineS, policy } };
  } catch (error) {
    const { code } = AppError.of(error);
    if (code === "not_found") notFound();
    if (code === "unauthenticated" || code === "forbidden") return code;
    throw error;
  }
}
