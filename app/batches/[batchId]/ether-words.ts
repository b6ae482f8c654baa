import { formatAmount } from "@/lib/ui/format-amount";
import type { BatchTranslator } from "./batch-translator";

const WEI_DECIMALS = 18;

/** An amount of the chain's own coin; nothing is said to be nothing. */
export const etherWords = (t: BatchTranslator, wei: string): string =>
  wei === "0" ? t("none") : `${formatAmount(wei, WEI_DECIMALS, { places: 4 })} ETH`;
