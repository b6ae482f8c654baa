import type { ShownContent } from "./content";

const LONG_TEXT = 280;

type Props = { readonly content: ShownContent; assetUrl(sha256: string): string };

/** A text or a picture, as every type that judges a whole one draws it. */
export function ShownItem({ content, assetUrl }: Props) {
  if (content.kind === "text") return <ShownText>{content.text}</ShownText>;
  return (
    <img
      key={content.asset} // another picture is another element: the one before must not stand there until it has come
      src={assetUrl(content.asset)}
      alt={content.alt}
      width={content.width}
      height={content.height}
      className={content.width < 128 ? "min-w-64 [image-rendering:pixelated]" : undefined}
      draggable={false}
    />
  );
}

/** Words of an item with their line breaks, never wider than their place. */
export function ShownText({ children }: { readonly children: string }) {
  return (
    <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
      {children}
    </p>
  );
}

/** Long texts and images are set smaller, from the top. */
export const isLong = (content: ShownContent): boolean => content.kind === "image" || content.text.length > LONG_TEXT;
