/** A filter whose state lives in the address: links that look like segments. */
import type { ReactNode } from "react";
import { Icon } from "@/lib/ui/icon";
import type { IconName } from "@/lib/ui/icon-paths";
import { Link } from "@/lib/ui/link";

export interface SegmentLink {
  href: string;
  label: ReactNode;
  current: boolean;
  icon?: IconName;
  count?: string;
}

export function SegmentLinks({ label, links }: { label: string; links: readonly SegmentLink[] }) {
  return (
    <nav className="ui-segments" data-scroll="" aria-label={label}>
      {links.map((link) => (
        <span key={link.href} className="ui-segment">
          <Link className="ui-segment-face" href={link.href} aria-current={link.current ? "true" : undefined}>
            {link.icon !== undefined && <Icon name={link.icon} />}
            {link.label}
            {link.count !== undefined && <span className="ui-segment-count num">{link.count}</span>}
          </Link>
        </span>
      ))}
    </nav>
  );
}
