/** A hash, shortened, whole on hover, with a copy button and, when it is on chain, a link to the explorer. */
import { useTranslations } from "next-intl";
import { CopyButton } from "@/lib/ui/copy-button";
import { Link } from "@/lib/ui/link";
import { shorten } from "@/lib/ui/shorten";

export interface HashProps {
  hash: string;
  /** What it is, for the copy button: `"root"`, `"transaction"`. */
  what?: string;
  /** Digits kept at each end: 4 in running text, 8 on a certificate. */
  ends?: 4 | 8;
  explorerUrl?: string;
  copy?: boolean;
}

export function Hash({ hash, what, ends = 4, explorerUrl, copy = true }: HashProps) {
  const t = useTranslations("ui");
  const short = shorten(hash, ends, ends);
  return (
    <span className="ui-hash">
      <span className="num" title={hash}>
        {explorerUrl === undefined ? (
          short
        ) : (
          <Link href={explorerUrl} external title={t("openExplorer", { hash })}>
            {short}
          </Link>
        )}
      </span>
      {copy && <CopyButton text={hash} label={t("copyHash", { what: what ?? t("hash") })} />}
    </span>
  );
}
