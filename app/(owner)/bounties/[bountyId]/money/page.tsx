import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { firstLook } from "@/app/money/first-look";
import { Words } from "@/app/words";
import { callerOf } from "@/lib/http";
import { AppError } from "@/lib/kernel/errors";
import { chainTerms, server } from "@/lib/server";
import { MoneyBoard } from "./money-board";

type Props = { readonly params: Promise<{ bountyId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("money");
  return { title: t("title") };
}

/** Where a bounty's money is, unit by unit; and, for its owner, what may be done with it. */
export default async function MoneyPage({ params }: Props) {
  const { bountyId } = await params;
  const caller = await callerOf();
  const { bounty, first } = await find(bountyId);
  const { id, title, mine, state, manifestHash, escrowUnits } = bounty;
  return (
    <Words of={["market", "money"]}>
      <MoneyBoard
        bounty={{ id, title, mine, state, manifestHash, escrowUnits }}
        first={first}
        terms={await chainTerms()}
        address={caller.kind === "account" ? caller.address : null}
        nowMs={Date.now()}
      />
    </Words>
  );

  async function find(bounty: string) {
    const { bounties, settlement } = await server();
    try {
      const first = firstLook(settlement.money(caller, { id: bounty }));
      return { bounty: await bounties.get(caller, bounty), first: await first };
    } catch (error) {
      if (AppError.of(error).code === "not_found") notFound();
      throw error;
    }
  }
}
