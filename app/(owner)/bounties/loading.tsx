import { useTranslations } from "next-intl";
import { PageHead } from "@/lib/ui/page-head";
import { SkeletonRows } from "@/lib/ui/skeleton";

/** My bounties in outline. */
export default function LoadingBounties() {
  const t = useTranslations("owner");
  return (
    <>
      <PageHead title={t("myBounties")} />
      <SkeletonRows rows={6} label={t("loading")} />
    </>
  );
}
