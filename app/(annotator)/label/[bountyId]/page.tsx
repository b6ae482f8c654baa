import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { questionOf } from "@/app/market/question-of";
import { Words } from "@/app/words";
import { callerOf } from "@/lib/http";
import { AppError } from "@/lib/kernel/errors";
import { chainTerms, server } from "@/lib/server";
import { Gate } from "./gate";

type Props = { readonly params: Promise<{ bountyId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("bench");
  return { title: t("title") };
}

/** The bench: sign-in and session key first, then the item takes the screen. */
export default async function LabelPage({ params }: Props) {
  const { bountyId } = await params;
  const caller = await callerOf();
  const bounty = await find(bountyId);
  const task = {
    id: bounty.id,
    title: bounty.title,
    guidelines: bounty.guidelines,
    taskType: bounty.taskType,
    config: bounty.config,
    asked: questionOf(bounty.taskType, bounty.config),
    state: bounty.state,
    manifestHash: bounty.manifestHash ?? "",
    priceUnits: bounty.priceUnits,
    suggestions: bounty.policy.suggestions,
    betaBps: bounty.policy.betaBps,
  };
  return (
    <Words of={["bench", "work"]} types={[bounty.taskType]}>
      <Gate task={task} terms={await chainTerms()} address={caller.kind === "account" ? caller.address : null} />
    </Words>
  );

  async function find(id: string) {
    try {
      return await (await server()).bounties.get(caller, id);
    } catch (error) {
      if (AppError.of(error).code === "not_found") notFound();
      throw error;
    }
  }
}
