/** One amount cut in parts, each a stretch of the bar; the words and figures stand in a table beside it. */

export type PartTone = "ink" | "pale" | "hatched" | "gold-hatched" | "gold" | "dark" | "line";

export interface BarPart {
  label: string;
  /** 0…1; all parts together at most 1. */
  share: number;
  tone: PartTone;
}

/** @param summary What the picture says, for those who cannot see it. */
export function PartsBar({ parts, summary }: { parts: readonly BarPart[]; summary: string }) {
  return (
    <div className="ui-parts" role="img" aria-label={summary}>
      {parts
        .filter(({ share }) => share > 0)
        .map(({ label, share, tone }) => (
          <i key={label} data-tone={tone} title={label} style={{ flexGrow: share }} />
        ))}
    </div>
  );
}

/** The sign of a part, before its name in the table. */
export function PartSign({ tone }: { tone: PartTone }) {
  return <i className="ui-part-sign" data-tone={tone} aria-hidden="true" />;
}
