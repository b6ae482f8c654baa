/** One icon of our own set, 16 by 16, in the colour of the text; always beside a word, so hidden from readers. */
import { DASHED_ICONS, ICON_PATHS, type IconName } from "@/lib/ui/icon-paths";

/** Icons that point along the line of reading, and so the other way where it runs from right to left. */
const ONWARD: ReadonlySet<IconName> = new Set<IconName>(["arrow", "skip", "undo", "redo"]);

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="ui-icon" data-onward={ONWARD.has(name) ? "" : undefined} viewBox="0 0 16 16" aria-hidden="true">
      <path d={ICON_PATHS[name]} strokeDasharray={DASHED_ICONS.has(name) ? "2.2 1.9" : undefined} />
      {name === "theme" && <path d="M8 2.3v11.4A5.7 5.7 0 0 0 8 2.3z" fill="currentColor" />}
    </svg>
  );
}
