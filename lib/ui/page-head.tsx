/** The head of a page: where it stands, its title, a line of facts, its acts. */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/lib/ui/link";

export interface Crumb {
  label: ReactNode;
  /** Left out on the last, the page itself. */
  href?: string;
  key?: string;
}

export interface PageHeadProps {
  title: ReactNode;
  crumbs?: readonly Crumb[];
  /** Facts in a row, each its own child. */
  sub?: ReactNode;
  /** Buttons; the ink one last. */
  actions?: ReactNode;
}

export function PageHead({ title, crumbs, sub, actions }: PageHeadProps) {
  return (
    <header className="ui-head">
      <div className="ui-head-words">
        {crumbs !== undefined && <Crumbs crumbs={crumbs} />}
        <h1>{title}</h1>
        {sub !== undefined && <div className="ui-head-sub">{sub}</div>}
      </div>
      {actions}
    </header>
  );
}

/** The way to this page, alone. */
function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useTranslations("ui");
  return (
    <nav aria-label={t("whereThisStands")}>
      <ol className="ui-crumbs">
        {crumbs.map((crumb, index) => (
          <li key={crumb.key ?? (typeof crumb.label === "string" ? crumb.label : index)}>
            {crumb.href === undefined ? crumb.label : <Link href={crumb.href}>{crumb.label}</Link>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
