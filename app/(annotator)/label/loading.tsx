import { useTranslations } from "next-intl";
import { SkeletonRows } from "@/lib/ui/skeleton";

/** While the bounty's terms are on their way to the bench. */
export default function LoadingBench() {
  const t = useTranslations("bench");
  return (
    <main className="ui-page pt-20" id="main">
      <SkeletonRows rows={3} label={t("opening")} />
    </main>
  );
}
