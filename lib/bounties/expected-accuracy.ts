/** Written by bin/expected-accuracy.ts from recorded crowds with the real referee; percent. The band runs from the worst to the best crowd. */
export const EXPECTED_ACCURACY = {
  source: "From 4 public crowds: dogs, entailment, weather tweets, small photos.",
  rows: [
    {
      overlap: 1,
      mean: 75,
      low: 61.7,
      high: 95.2,
    },
    {
      overlap: 2,
      mean: 78.8,
      low: 68.7,
      high: 96.1,
    },
    {
      overlap: 3,
      mean: 84,
      low: 76.5,
      high: 97.5,
    },
    {
      overlap: 5,
      mean: 88,
      low: 80.3,
      high: 98.3,
    },
    {
      overlap: 7,
      mean: 89.8,
      low: 82.5,
      high: 98.4,
    },
    {
      overlap: 9,
      mean: 90.7,
      low: 82.7,
      high: 98.7,
    },
  ],
} as const;
