import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/lib/ui/skeleton";

export default function Loading() {
  const t = useTranslations("quality");
  return (
    <div className="pt-20">
      <SkeletonRows rows={8} label={t("loading")} />
    </div>
  );
}
