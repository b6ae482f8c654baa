/** The pages of one thing, as a ruled row of links. */
import type { ReactNode } from "react";
import { Link } from "@/lib/ui/link";

export interface TabLink {
  href: string;
  label: ReactNode;
  current: boolean;
}

export function TabLinks({ label, links }: { label: string; links: readonly TabLink[] }) {
  return (
    <nav className="ui-tab-links" aria-label={label}>
      {links.map((link) => (
        <Link key={link.href} href={link.href} aria-current={link.current ? "page" : undefined}>
          {link.label}
        </Link>
      ))}
    </nav>
  );
}
