type Content =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "image";
      readonly asset: string;
      readonly width: number;
      readonly height: number;
      readonly alt: string;
    };

const LONG_TEXT = 280;

/** A text or a picture, as every type that judges a whole one draws it. */
export function ShownContent({ content, assetUrl }: { readonly content: Content; assetUrl(sha256: string): string }) {
  if (content.kind === "text") return <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{content.text}</p>;
  return (
    <img
      src={assetUrl(content.asset)}
      alt={content.alt}
      width={content.width}
      height={content.height}
      className={content.width < 128 ? "min-w-64 [image-rendering:pixelated]" : undefined}
      draggable={false}
    />
  );
}

/** Long texts and images are set smaller, from the top. */
export const isLong = (content: Content): boolean => content.kind === "image" || content.text.length > LONG_TEXT;
