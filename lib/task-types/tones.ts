const TONES = 8;

/** The tone of a label, 1 to 8, by its place in the list; beyond eight they begin again. */
export const toneOf = (labels: readonly string[], label: string): number =>
  (Math.max(0, labels.indexOf(label)) % TONES) + 1;

/** All tones there are, for who draws them one by one. */
export const ALL_TONES: readonly number[] = Array.from({ length: TONES }, (_, i) => i + 1);
