import { useTranslations } from "next-intl";
import type { BountyState } from "@/lib/bounties/bounty";
import { Tag, type TagKind } from "@/lib/ui/tag";

const TAGS: Readonly<Record<BountyState, TagKind>> = {
  draft: "plain",
  published: "doubt",
  open: "pass",
  closed: "doubt",
  settled: "gold",
};

/** A bounty's state in one word. */
export function BountyStateTag({ state }: { readonly state: BountyState }) {
  const t = useTranslations("bounty");
  return <Tag kind={TAGS[state]}>{t(`state-${state}`)}</Tag>;
}
