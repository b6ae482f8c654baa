/** Where something comes from, link by link: an icon, a fact, its hash or age, a line of what vouches for it. */
import type { ReactNode } from "react";
import { Icon } from "@/lib/ui/icon";
import type { IconName } from "@/lib/ui/icon-paths";

export interface ProvenanceLink {
  icon: IconName;
  title: string;
  proof?: ReactNode;
  says: ReactNode;
}

export function ProvenanceList({ links }: { links: readonly ProvenanceLink[] }) {
  return (
    <ol className="ui-provenance">
      {links.map((link) => (
        <li key={link.title}>
          <Icon name={link.icon} />
          <span>{link.title}</span>
          <span className="ui-steps-note">{link.proof}</span>
          <span className="ui-second">{link.says}</span>
        </li>
      ))}
    </ol>
  );
}
