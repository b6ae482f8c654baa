import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/lib/ui/skeleton";

export default function Loading() {
  const t = useTranslations("money");
  return (
    <div className="grid gap-10 pt-20">
      <SkeletonRows rows={3} label={t("loading")} />
      <SkeletonRows rows={6} label={t("loadingBatches")} />
    </div>
  );
}
