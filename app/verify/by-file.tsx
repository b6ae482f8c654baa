import { useTranslations } from "next-intl";
import type { VerifyReport } from "@/lib/settlement/verify-report";
import { REFEREE_ONNX_SHA256 } from "@/lib/twin/twin-file";
import { twinFits } from "@/lib/twin/twin-fits";
import { Button } from "@/lib/ui/button";
import { formatCount } from "@/lib/ui/format-number";
import { Says } from "@/lib/ui/says";

type Props = { readonly report: VerifyReport; readonly onRun: () => void };

/** Offers the same test with the referee as a file, which shares no code with the first; or says why not, or what did it. */
export function ByFile({ report, onRun }: Props) {
  const t = useTranslations("verify");
  const { onnxSha256, judgedBy, verdict, counts } = report;
  if (onnxSha256 === undefined || verdict === "unsupported") return null;
  if (judgedBy?.engine === "onnx") return <Says>{t("file-done")}</Says>;
  if (judgedBy?.why !== undefined) return <Says>{t("file-why", { why: judgedBy.why })}</Says>;
  if (onnxSha256 !== REFEREE_ONNX_SHA256) return <Says>{t("file-earlier")}</Says>;
  if (!twinFits({ votes: counts.answers, items: counts.items, annotators: counts.annotators, classes: 2 }))
    return <Says>{t("file-large", { count: formatCount(counts.answers) })}</Says>;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button kind="plain" icon="retry" onClick={onRun}>
        {t("file-again")}
      </Button>
      <Says>{t("file-says")}</Says>
    </div>
  );
}
