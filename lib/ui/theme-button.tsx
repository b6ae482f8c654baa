/** Goes round three themes: the system's, light, dark; its label says which is on and which comes next. */
import { useTranslations } from "next-intl";
import { Icon } from "@/lib/ui/icon";

export type Theme = "system" | "light" | "dark";

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };

export interface ThemeButtonProps {
  theme: Theme;
  onThemeChange: (theme: Theme) => void;
}

export function ThemeButton({ theme, onThemeChange }: ThemeButtonProps) {
  const t = useTranslations("shell");
  const now = t(`theme-${theme}`);
  const next = NEXT[theme];
  return (
    <button
      type="button"
      className="ui-icon-button ui-theme-button"
      title={t("themeTitle", { theme: now, next: t(`theme-${next}`) })}
      aria-label={t("theme", { theme: now })}
      onClick={() => onThemeChange(next)}
    >
      <Icon name="theme" />
      <span className="ui-theme-word" aria-hidden="true">
        {t("theme", { theme: now })}
      </span>
    </button>
  );
}
