/** Fixed point with 16 fractional bits: 65536 is one. Every probability, distance and share that matters is one of these. */
export const ONE_Q16 = 65536;

/** Basis points in one. */
export const ONE_BPS = 10_000;
