import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/lib/ui/skeleton";

export default function Loading() {
  const t = useTranslations("verify");
  return (
    <div className="mx-auto max-w-[60rem] pt-20">
      <SkeletonRows rows={6} label={t("loading")} />
    </div>
  );
}
