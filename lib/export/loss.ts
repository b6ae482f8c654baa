/** What one writing of a dataset left out, in words with counts. */
export type LossLine = { readonly what: string; readonly count: number };

export type Loss = {
  lose(what: string, count?: number): void;
  /** Lines in the order of their words, the same however the rows came. */
  report(): readonly LossLine[];
};

export function lossCount(): Loss {
  const counts = new Map<string, number>();
  return {
    lose: (what, count = 1) => {
      if (count > 0) counts.set(what, (counts.get(what) ?? 0) + count);
    },
    report: () => [...counts].map(([what, count]) => ({ what, count })).sort((a, b) => (a.what < b.what ? -1 : 1)),
  };
}
