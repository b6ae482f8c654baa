import { useTranslations } from "next-intl";

type Props = {
  readonly text: string | null;
  /** SHA-256 of an image or a recording. */
  readonly asset: string | null;
  readonly sound?: boolean;
  /** The owner's id of the item, which names a picture for readers. */
  readonly id: string;
};

/** What an item shows, in a cell: its text, at most three lines of it, its picture as a thumbnail, or its recording to play. */
export function ItemContent({ text, asset, sound = false, id }: Props) {
  const t = useTranslations("ui");
  if (asset !== null && sound) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: its words are what is asked for
      <audio
        controls
        preload="none"
        src={`/api/v1/assets/${asset}`}
        aria-label={t("itemNo", { id })}
        className="h-8 max-w-full"
      />
    );
  }
  if (asset !== null) {
    return (
      <a href={`/api/v1/assets/${asset}`} className="inline-block">
        <img
          src={`/api/v1/assets/${asset}?size=thumb`}
          alt={t("itemNo", { id })}
          className="max-h-16 w-auto"
          loading="lazy"
        />
      </a>
    );
  }
  return (
    <span className="line-clamp-3 break-words" title={text ?? ""}>
      {text}
    </span>
  );
}
