import { useTranslations } from "next-intl";
import { PageHead } from "@/lib/ui/page-head";
import { SkeletonRows } from "@/lib/ui/skeleton";

export default function Loading() {
  const t = useTranslations("earnings");
  return (
    <>
      <PageHead title={t("title")} />
      <SkeletonRows rows={6} label={t("loading")} />
    </>
  );
}
