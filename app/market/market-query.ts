/** What the market's address says, and the addresses that say something else. */

export const SORTS = ["pay", "price", "left", "closing", "new"] as const;

/** Rows of the list before "Show more". */
export const PAGE = 40;
const MOST_WORDS = 200;

export type MarketSearch = {
  readonly q: string;
  /** `text`, `image`; empty for all. */
  readonly kind: string;
  readonly sort: (typeof SORTS)[number];
  /** Only what the reader may work on. */
  readonly forMe: boolean;
  /** How many rows are shown. */
  readonly show: number;
};

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the address; what it cannot mean is left out, so that no old link fails. */
export function readSearch(params: SearchParams): MarketSearch {
  const one = (name: string) => {
    const value = params[name];
    return (typeof value === "string" ? value : (value?.[0] ?? "")).trim();
  };
  const show = Number(one("show"));
  return {
    q: one("q").slice(0, MOST_WORDS),
    kind: one("kind").slice(0, 60),
    sort: SORTS.find((sort) => sort === one("sort")) ?? "pay",
    forMe: one("me") === "1",
    show: Number.isSafeInteger(show) && show > PAGE ? show : PAGE,
  };
}

/** The address of the market as it stands, with some of it changed. */
export function marketHref(search: MarketSearch, change: Partial<MarketSearch>): string {
  const { q, kind, sort, forMe, show } = { ...search, ...change };
  const params = new URLSearchParams({
    ...(q && { q }),
    ...(kind && { kind }),
    ...(sort !== "pay" && { sort }),
    ...(forMe && { me: "1" }),
    ...(show > PAGE && { show: String(show) }),
  }).toString();
  return params === "" ? "/" : `/?${params}`;
}

/** The address with one page of rows more. */
export const moreHref = (search: MarketSearch) => marketHref(search, { show: search.show + PAGE });
