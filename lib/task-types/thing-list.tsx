import { useTranslations } from "next-intl";
import { Button } from "@/lib/ui/button";
import { IconButton } from "@/lib/ui/icon-button";

/** One marked thing, in words. */
export type Thing = { readonly label: string; readonly tone: number; readonly words: string };

/** So many are listed at most, those around the one in hand; all of them are on the text or picture. */
const MOST_LISTED = 60;

type Props = {
  readonly things: readonly Thing[];
  /** What one is called: "box". */
  readonly one: string;
  readonly at: number | null;
  readonly disabled: boolean;
  onSelect(at: number): void;
  onRemove(at: number): void;
};

/** What was marked so far: each can be taken up or off without a pointer on the text or picture. */
export function ThingList({ things, one, at, disabled, onSelect, onRemove }: Props) {
  const t = useTranslations("work");
  const from = Math.max(0, Math.min((at ?? things.length) - MOST_LISTED / 2, things.length - MOST_LISTED));
  const listed = things.slice(from, from + MOST_LISTED);
  if (things.length === 0) return null;
  return (
    <div>
      <ol aria-label={t("marked", { count: things.length })}>
        {listed.map(({ label, tone, words }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a thing is its place in the answer
          <li key={from + i} className="ui-thing" data-tone={tone} data-at={from + i === at ? "" : undefined}>
            <button type="button" disabled={disabled} aria-current={from + i === at} onClick={() => onSelect(from + i)}>
              <span className="ui-swatch" aria-hidden />
              <span className="truncate">
                <bdi>{label}</bdi> <bdi className="text-ink-3">{words}</bdi>
              </span>
            </button>
            <IconButton
              icon="cross"
              label={t("remove", { one, place: from + i + 1, label })}
              disabled={disabled}
              onClick={() => onRemove(from + i)}
            />
          </li>
        ))}
      </ol>
      {things.length > listed.length && (
        <p className="text-sm text-ink-3">{t("listed", { listed: listed.length, total: things.length })}</p>
      )}
    </div>
  );
}

type DoneProps = { readonly count: number; readonly none: string; readonly disabled: boolean; onGive(): void };

/** Gives the answer; where nothing was marked it says so. */
export function DoneButton({ count, none, disabled, onGive }: DoneProps) {
  const t = useTranslations("work");
  return (
    <Button
      kind="ink"
      className="min-h-12 max-md:sticky max-md:bottom-0"
      disabled={disabled}
      aria-keyshortcuts="Enter"
      onClick={onGive}
    >
      {count === 0 ? none : t("doneCount", { count })}
    </Button>
  );
}
