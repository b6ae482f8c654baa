import { useTranslations } from "next-intl";
import { PageHead } from "@/lib/ui/page-head";
import { SkeletonRows } from "@/lib/ui/skeleton";

/** The API page in outline. */
export default function LoadingDevelopers() {
  const t = useTranslations("developers");
  return (
    <>
      <PageHead title={t("title")} />
      <SkeletonRows rows={8} label={t("loading")} />
    </>
  );
}
