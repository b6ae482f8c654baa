import { formatAmount } from "@/lib/ui/format-amount";

const WEI_DECIMALS = 18;

/** An amount of the chain's own coin; nothing is said to be nothing. */
export const etherWords = (wei: string): string =>
  wei === "0" ? "none" : `${formatAmount(wei, WEI_DECIMALS, { places: 4 })} ETH`;
