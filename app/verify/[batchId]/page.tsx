import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requestOrigin } from "@/app/request-origin";
import { Words } from "@/app/words";
import { callerOf } from "@/lib/http";
import { AppError } from "@/lib/kernel/errors";
import { chainTerms, server } from "@/lib/server";
import { VerifyBatch } from "./verify-batch";

type Props = { readonly params: Promise<{ batchId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { bountyTitle: bounty, batchId } = await find((await params).batchId);
  const t = await getTranslations("verify");
  return { title: batchId ? t("metaBatch", { number: batchId, bounty }) : t("metaAny", { bounty }) };
}

/** One batch, tested in the reader’s browser as soon as the page is there. */
export default async function VerifyBatchPage({ params }: Props) {
  const batch = await find((await params).batchId);
  const terms = await chainTerms();
  const origin = await requestOrigin();
  const rpcUrl = new URL(terms.rpcUrl, origin).href;
  return (
    <Words of={["verify"]}>
      <VerifyBatch first={batch} terms={terms} rpcUrl={rpcUrl} origin={origin} nowMs={Date.now()} />
    </Words>
  );
}

async function find(id: string) {
  try {
    return await (await server()).settlement.batch(await callerOf(), { id });
  } catch (error) {
    if (AppError.of(error).code === "not_found") notFound();
    throw error;
  }
}
