/** The slot at the end of the header: what can be claimed, and the wallet. Passes its properties on, so a menu can
 * hang from it. */
import { useTranslations } from "next-intl";
import type { ButtonHTMLAttributes } from "react";
import { Link } from "@/lib/ui/link";
import { Money, type Token } from "@/lib/ui/money";
import { shorten } from "@/lib/ui/shorten";

export interface WalletButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** The signed-in address; without one the button asks to connect. */
  address?: string;
  /** Connected, but on another chain or with the signature missing. */
  trouble?: string;
}

export function WalletButton({ address, trouble, ...button }: WalletButtonProps) {
  const t = useTranslations("ui");
  return (
    <button type="button" {...button} className="ui-wallet">
      {address === undefined ? (
        t("connect")
      ) : (
        <>
          <span className={trouble === undefined ? "ui-dot text-pass" : "ui-dot text-doubt"} aria-hidden="true" />
          {trouble === undefined ? <span className="num">{shorten(address)}</span> : trouble}
        </>
      )}
    </button>
  );
}

/** What can be claimed now, as a link to the earnings. */
export function Purse({ base, token }: { base: bigint | string; token: Token }) {
  const t = useTranslations("ui");
  return (
    <Link className="ui-purse" href="/earnings" title={t("claimableNow")}>
      <Money base={base} token={token} gold />
    </Link>
  );
}
