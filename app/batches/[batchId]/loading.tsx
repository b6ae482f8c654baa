import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/lib/ui/skeleton";

export default function Loading() {
  const t = useTranslations("batch");
  return (
    <div className="grid gap-10 pt-20">
      <SkeletonRows rows={5} label={t("loading")} />
      <SkeletonRows rows={4} label={t("loadingChallenge")} />
    </div>
  );
}
