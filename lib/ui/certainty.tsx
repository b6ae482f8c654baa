/** How certain a label is, in a cell: the figure and a streak, gold while it is certain enough. */
import { Bar } from "@/lib/ui/bar";
import { formatShare } from "@/lib/ui/format-number";

export function Certainty({ share, enough = 0.9 }: { share: number; enough?: number }) {
  return (
    <span className="ui-certainty">
      <span className="num">{formatShare(share, 2)}</span>
      <Bar share={share} gold={share >= enough} />
    </span>
  );
}
