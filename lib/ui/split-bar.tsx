/** A posterior as one bar cut in parts, the leader in gold; give the parts greatest first. */
import { formatShare } from "@/lib/ui/format-number";

export interface SplitPart {
  label: string;
  /** 0…1; all parts together at most 1. */
  share: number;
}

export function SplitBar({ parts }: { parts: readonly SplitPart[] }) {
  const words = parts.map((part) => `${part.label} ${part.share.toFixed(2)}`).join(", ");
  return (
    <span className="ui-split" role="img" aria-label={words}>
      {parts.map((part) => (
        <i
          key={part.label}
          style={{ width: `${part.share * 100}%` }}
          title={`${part.label} ${formatShare(part.share, 2)}`}
        />
      ))}
    </span>
  );
}
