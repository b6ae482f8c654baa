type Props = {
  readonly text: string | null;
  /** SHA-256 of an image. */
  readonly asset: string | null;
  /** The owner's id of the item, which names a picture for readers. */
  readonly id: string;
};

/** What an item shows, in a cell: its text, at most three lines of it, or its picture as a thumbnail. */
export function ItemContent({ text, asset, id }: Props) {
  if (asset !== null) {
    return (
      <a href={`/api/v1/assets/${asset}`} className="inline-block">
        <img src={`/api/v1/assets/${asset}`} alt={`Item ${id}`} className="max-h-16 w-auto" loading="lazy" />
      </a>
    );
  }
  return (
    <span className="line-clamp-3 break-words" title={text ?? ""}>
      {text}
    </span>
  );
}
