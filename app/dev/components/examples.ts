/** Invented figures for the sheet. */
export const TOKEN = { symbol: "tUSD", decimals: 6 };
export const WALLET = "0x7c3e5b1d0f2a4c6e8091a2b3c4d5e6f7080991af";
export const HASH = "0x7a93bb04c1d2e3f405162738495a6b7c8d9eafb0c1d2e3f4051627e85f21c6ab";
export const NOW_MS = Date.UTC(2025, 10, 22, 14, 40, 7);
export const LABELS = [
  "Card not arrived",
  "Card payment",
  "Cash withdrawal",
  "Transfer",
  "Top-up",
  "Identity check",
  "Something else",
];
