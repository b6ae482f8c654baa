import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/lib/ui/skeleton";

/** The bounty in outline. */
export default function LoadingBounty() {
  const t = useTranslations("bounty");
  return (
    <div className="grid gap-10 pt-20">
      <SkeletonRows rows={2} label={t("loading")} />
      <SkeletonRows rows={7} label={t("loadingTerms")} />
    </div>
  );
}
