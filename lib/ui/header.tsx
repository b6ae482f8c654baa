/** The header of every page but the bench: mark, five places, account, theme; on a phone the places fold into a menu. */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/lib/ui/icon";
import { Link } from "@/lib/ui/link";
import { Logo } from "@/lib/ui/logo";
import { currentLink, NAV_LINKS } from "@/lib/ui/nav-links";

export interface HeaderProps {
  /** The path of the page, to mark its place. */
  path: string;
  /** Balance and wallet button. */
  account?: ReactNode;
  /** Twice in the page: in the bar, and in the phone's menu. */
  languageSelect?: ReactNode;
  /** Twice as well. */
  themeButton?: ReactNode;
}

export function Header({ path, account, languageSelect, themeButton }: HeaderProps) {
  const t = useTranslations("shell");
  return (
    <header className="ui-header">
      <div className="ui-page">
        <Link className="ui-brand" href="/">
          <Logo />
          Assay
        </Link>
        <nav className="ui-nav" aria-label={t("main")}>
          <Places path={path} />
        </nav>
        <div className="ui-header-end">
          {account}
          {languageSelect}
          {themeButton}
          {/* Keyed by the path, so that the menu is shut again on the page it led to. */}
          <details className="ui-header-menu" key={path}>
            <summary className="ui-icon-button" aria-label={t("menu")}>
              <Icon name="menu" />
            </summary>
            <nav aria-label={t("mainSmall")}>
              <Places path={path} />
              {languageSelect}
              {themeButton}
            </nav>
          </details>
        </div>
      </div>
    </header>
  );
}

function Places({ path }: { path: string }) {
  const t = useTranslations("shell");
  const current = currentLink(path);
  return NAV_LINKS.map((link) => (
    <Link key={link.href} href={link.href} aria-current={link === current ? "page" : undefined}>
      {t(link.name)}
    </Link>
  ));
}
