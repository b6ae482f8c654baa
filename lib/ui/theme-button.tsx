/** Goes round three themes: the system's, light, dark; its label says which is on and which comes next. */
import { Icon } from "@/lib/ui/icon";

export type Theme = "system" | "light" | "dark";

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const WORDS: Record<Theme, string> = { system: "as the system", light: "light", dark: "dark" };

export interface ThemeButtonProps {
  theme: Theme;
  onThemeChange: (theme: Theme) => void;
}

export function ThemeButton({ theme, onThemeChange }: ThemeButtonProps) {
  const next = NEXT[theme];
  return (
    <button
      type="button"
      className="ui-icon-button ui-theme-button"
      title={`Theme ${WORDS[theme]}; press for ${WORDS[next]}`}
      aria-label={`Theme: ${WORDS[theme]}`}
      onClick={() => onThemeChange(next)}
    >
      <Icon name="theme" />
      <span className="ui-theme-word" aria-hidden="true">
        Theme: {WORDS[theme]}
      </span>
    </button>
  );
}
