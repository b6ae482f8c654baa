import { ButtonLink } from "@/lib/ui/button-link";
import { formatCount } from "@/lib/ui/format-number";
import { type MarketSearch, moreHref } from "./market-query";

/** Under the list: the rows not shown yet, and what two of the columns mean. */
export function MarketMore({ search, left }: { readonly search: MarketSearch; readonly left: number }) {
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
      {left > 0 && <ButtonLink href={moreHref(search)}>Show {formatCount(Math.min(left, 40))} more</ButtonLink>}
      <p className="text-sm text-ink-3">
        Fineness is the mean certainty of the labels so far, in parts per thousand. Pay per hour is the full price at
        the median time of an answer.
      </p>
    </div>
  );
}
