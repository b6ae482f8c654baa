import type { VerifyReport } from "@/lib/settlement/verify-report";
import { REFEREE_ONNX_SHA256 } from "@/lib/twin/twin-file";
import { twinFits } from "@/lib/twin/twin-fits";
import { Button } from "@/lib/ui/button";
import { formatCount } from "@/lib/ui/format-number";
import { Says } from "@/lib/ui/says";

type Props = { readonly report: VerifyReport; readonly onRun: () => void };

/** Offers the same test with the referee as a file, which shares no code with the first; or says why not, or what did it. */
export function ByFile({ report, onRun }: Props) {
  const { onnxSha256, judgedBy, verdict, counts } = report;
  if (onnxSha256 === undefined || verdict === "unsupported") return null;
  if (judgedBy?.engine === "onnx")
    return (
      <Says>Labels and credits were recomputed with the file that the bounty committed to, not with this page.</Says>
    );
  if (judgedBy?.why !== undefined) return <Says>This page recomputed it by itself: {judgedBy.why}.</Says>;
  if (onnxSha256 !== REFEREE_ONNX_SHA256)
    return <Says>The bounty committed to an earlier file of the same referee; this page recomputed it by itself.</Says>;
  if (!twinFits({ votes: counts.answers, items: counts.items, annotators: counts.annotators, classes: 2 }))
    return (
      <Says>
        {formatCount(counts.answers)} answers are more than the referee’s ONNX file is given room for in a browser: this
        page recomputed them by itself. The command line takes any size: add --engine onnx.
      </Says>
    );
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button kind="plain" icon="retry" onClick={onRun}>
        Check again with the ONNX file
      </Button>
      <Says>
        The same referee as a file that shares no code with this page. The bounty committed to it by its hash.
      </Says>
    </div>
  );
}
