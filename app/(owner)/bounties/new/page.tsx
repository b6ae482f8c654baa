import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Words } from "@/app/words";
import { callerOf } from "@/lib/http";
import type { Caller } from "@/lib/kernel/caller";
import { AppError } from "@/lib/kernel/errors";
import { chainTerms, server } from "@/lib/server";
import { NewBounty } from "./new-bounty";
import { resumeOf } from "./resume";
import { stands } from "./upload";
import type { Saved } from "./use-draft";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("wizard");
  return { title: t("title") };
}

type Props = { readonly searchParams: Promise<{ readonly draft?: string | string[] }> };

/** Four steps on one page, with what it costs beside them; `?draft=` goes on with a draft that the server has. */
export default async function NewBountyPage({ searchParams }: Props) {
  const { draft } = await searchParams;
  const caller = await callerOf();
  const terms = await chainTerms();
  const resume = typeof draft === "string" ? await draftOf(caller, draft, terms.token.decimals) : null;
  const address = caller.kind === "account" ? caller.address : null;
  return (
    <Words of={["wizard", "work"]} types="all">
      <NewBounty key={resume?.draft.bountyId ?? ""} terms={terms} address={address} resume={resume} />
    </Words>
  );
}

async function draftOf(caller: Caller, id: string, decimals: number): Promise<Saved> {
  const { bounties, items } = await server();
  try {
    const bounty = await bounties.get(caller, id);
    if (bounty.state !== "draft") redirect(`/bounties/${id}`);
    const imports = (await items.listImports(caller, id)).filter(({ state }) => state !== "reading");
    return resumeOf(bounty, imports.filter(stands), decimals, await getTranslations("wizard"));
  } catch (error) {
    if (AppError.of(error).code === "not_found") notFound();
    throw error;
  }
}
