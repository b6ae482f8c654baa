/** The one amount a page is about, as large as a title: what can be claimed now. */
import { formatAmount } from "@/lib/ui/format-amount";
import type { Token } from "@/lib/ui/money";

export interface BigAmountProps {
  label: string;
  /** Base units. */
  base: bigint | string;
  token: Token;
}

export function BigAmount({ label, base, token }: BigAmountProps) {
  const [whole, fraction] = formatAmount(base, token.decimals).split(".");
  return (
    <div>
      <h2 className="ui-big-amount-label">{label}</h2>
      <p className="ui-big-amount">
        <span className="num">
          {whole}
          {fraction !== undefined && <span className="ui-big-amount-point">.</span>}
          {fraction}
        </span>{" "}
        <i>{token.symbol}</i>
      </p>
    </div>
  );
}
