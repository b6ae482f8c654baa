import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/lib/ui/skeleton";

export default function Loading() {
  const t = useTranslations("dataset");
  return (
    <div className="pt-20">
      <SkeletonRows rows={10} label={t("loadingOne")} />
    </div>
  );
}
