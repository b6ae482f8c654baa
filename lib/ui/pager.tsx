/** Under a long list: which part is shown, and links to the parts before and after. */

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
  return (
    <nav className="ui-pager" aria-label="Pages">
      <span>
        <span className="num">
          {formatCount(from)}–{formatCount(to)}
        </span>{" "}
        of <span className="num">{formatCount(total)}</span>
      </span>
      <span className="ui-pager-steps">
        <Step label="Before" href={beforeHref} />
        <Step label="Next" href={nextHref} />
      </span>
    </nav>
  );
}

function Step({ label, href }: { label: string; href: string | undefined }) {
  return href === undefined ? <Button disabled>{label}</Button> : <ButtonLink href={href}>{label}</ButtonLink>;
}
