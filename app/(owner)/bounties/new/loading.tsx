import { useTranslations } from "next-intl";
import { PageHead } from "@/lib/ui/page-head";
import { SkeletonRows } from "@/lib/ui/skeleton";

/** The form in outline. */
export default function LoadingNewBounty() {
  const t = useTranslations("wizard");
  return (
    <>
      <PageHead title={t("title")} />
      <SkeletonRows rows={6} label={t("openingForm")} />
    </>
  );
}
