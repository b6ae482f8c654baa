/** Rows that are on their way, in the shape of the rows to come; it does not move. */

const WIDTHS: readonly (readonly [number, number])[] = [
  [44, 12],
  [30, 9],
  [52, 14],
  [36, 10],
  [48, 11],
];

export function SkeletonRows({ rows = 5, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <div className="ui-skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => {
        const [words, figure] = WIDTHS[row % WIDTHS.length] ?? [40, 10];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
          <span key={row} aria-hidden="true">
            <i style={{ width: `${words}%` }} />
            <i style={{ width: `${figure}%` }} />
          </span>
        );
      })}
    </div>
  );
}
