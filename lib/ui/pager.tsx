/** Under a long list: which part is shown, and links to the parts before and after. */

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/lib/ui/button";
import { ButtonLink } from "@/lib/ui/button-link";
import { formatCount } from "@/lib/ui/format-number";

export interface PagerProps {
  /** First and last row shown, counted from 1. */
  from: number;
  to: number;
  total: number;
  beforeHref?: string;
  nextHref?: string;
}

export function Pager({ from, to, total, beforeHref, nextHref }: PagerProps) {
  const t = useTranslations("ui");
  const num = (words: ReactNode) => <span className="num">{words}</span>;
  return (
    <nav className="ui-pager" aria-label={t("pages")}>
      <span>
        {t.rich("pageRange", { from: formatCount(from), to: formatCount(to), total: formatCount(total), num })}
      </span>
      <span className="ui-pager-steps">
        <Step label={t("pageBefore")} href={beforeHref} />
        <Step label={t("pageNext")} href={nextHref} />
      </span>
    </nav>
  );
}

function Step({ label, href }: { label: string; href: string | undefined }) {
  return href === undefined ? <Button disabled>{label}</Button> : <ButtonLink href={href}>{label}</ButtonLink>;
}
