/** An amount of tokens: exact, never in a national currency. Gold only when it is yours or at stake. */
import { formatAmount } from "@/lib/ui/format-amount";

export interface Token {
  symbol: string;
  decimals: number;
}

export interface MoneyProps {
  /** Base units. */
  base: bigint | string;
  token: Token;
  /** 3 in running text, 6 where records are compared. */
  places?: 3 | 6;
  /** Every decimal that is not zero: prices. */
  exact?: boolean;
  gold?: boolean;
}

export function Money({ base, token, places = 3, exact = false, gold = false }: MoneyProps) {
  return (
    <span className="ui-money" data-gold={gold ? "" : undefined}>
      <b className="num">{formatAmount(base, token.decimals, { places, exact })}</b> <i>{token.symbol}</i>
    </span>
  );
}
