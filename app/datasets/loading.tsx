import { useTranslations } from "next-intl";
import { PageHead } from "@/lib/ui/page-head";
import { SkeletonRows } from "@/lib/ui/skeleton";

export default function Loading() {
  const t = useTranslations("dataset");
  return (
    <>
      <PageHead title={t("datasets")} />
      <SkeletonRows rows={8} label={t("loading")} />
    </>
  );
}
