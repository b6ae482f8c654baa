import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { firstLook } from "@/app/money/first-look";
import { Words } from "@/app/words";
import { callerOf } from "@/lib/http";
import { AppError } from "@/lib/kernel/errors";
import { chainTerms, server } from "@/lib/server";
import { BatchBoard } from "./batch-board";

type Props = { readonly params: Promise<{ batchId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { batch } = await find((await params).batchId);
  const t = await getTranslations("batch");
  return { title: t("titleOf", { number: batch.batchId ?? batch.seq, bounty: batch.bountyTitle }) };
}

/** A batch in public: what it pays, how long it is open to challenge, and who has objected with what result. */
export default async function BatchPage({ params }: Props) {
  const { batch, dispute } = await find((await params).batchId);
  const caller = await callerOf();
  const { bounties } = await server();
  const bounty = await bounties.get(caller, batch.bountyId).catch(() => undefined);
  return (
    <Words of={["market", "money", "batch"]}>
      <BatchBoard
        first={batch}
        firstDispute={dispute}
        mine={bounty?.mine ?? false}
        terms={await chainTerms()}
        address={caller.kind === "account" ? caller.address : null}
        nowMs={Date.now()}
      />
    </Words>
  );
}

async function find(id: string) {
  const caller = await callerOf();
  const { settlement } = await server();
  try {
    const batch = await settlement.batch(caller, { id });
    const dispute = await firstLook(settlement.dispute(caller, { id })).catch((error: unknown) => {
      if (AppError.of(error).code === "conflict") return undefined;
      throw error;
    });
    return { batch, dispute };
  } catch (error) {
    if (AppError.of(error).code === "not_found") notFound();
    throw error;
  }
}
