/** The five places of the main navigation. */

export interface NavLink {
  href: string;
  /** Its word, among those of the shell. */
  name: "market" | "datasets" | "postBounty" | "myBounties" | "earnings";
}

export const NAV_LINKS: readonly NavLink[] = [
  { href: "/", name: "market" },
  { href: "/datasets", name: "datasets" },
  { href: "/bounties/new", name: "postBounty" },
  { href: "/bounties", name: "myBounties" },
  { href: "/earnings", name: "earnings" },
];

/** A bounty's own page is reached from the market and by its owner alike: it stands under neither. */
const BOUNTY_PAGE = /^\/bounties\/(?!new$)[^/]+$/;

/** The link under which a path stands: the longest that the path begins with; the market only for itself. */
export function currentLink(path: string, links: readonly NavLink[] = NAV_LINKS): NavLink | undefined {
  if (BOUNTY_PAGE.test(path)) return undefined;
  return links
    .filter((link) => path === link.href || (link.href !== "/" && path.startsWith(`${link.href}/`)))
    .toSorted((a, b) => b.href.length - a.href.length)[0];
}
