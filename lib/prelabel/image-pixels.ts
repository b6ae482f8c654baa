/**
 * From a decoded picture to the network's input. The browser and the server decode with different libraries; the
 * shrinking is done here, by plain arithmetic, so that both see the same picture.
 */

/** Side of the network's input in pixels. */
export const IMAGE_SIDE = 32;
/** Bytes of a shrunk picture: red, green, blue for each pixel, rows from the top. */
export const IMAGE_BYTES = IMAGE_SIDE * IMAGE_SIDE * 3;

/** A decoded picture, upright (EXIF orientation applied): `channels` bytes a pixel, rows from the top. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array | Uint8ClampedArray;
};

/**
 * A picture stretched to 32 × 32 RGB. Each target pixel is the mean of the area it covers; transparent parts stand on
 * white. A 32 × 32 picture without transparency comes back unchanged. Throws RangeError when `data` has another size.
 */
export function shrinkToSquare(picture: Picture): Uint8Array {
  const { width, height, channels, data } = picture;
  if (width < 1 || height < 1 || data.length !== width * height * channels) {
    throw new RangeError(`a picture of ${width} x ${height} x ${channels} does not have ${data.length} bytes`);
  }
  const xSpans = spans(width);
  const ySpans = spans(height);
  const square = new Uint8Array(IMAGE_BYTES);
  ySpans.forEach((ySpan, y) => {
    xSpans.forEach((xSpan, x) => {
      square.set(meanColour(picture, xSpan, ySpan), (y * IMAGE_SIDE + x) * 3);
    });
  });
  return square;
}

/** 32 × 32 RGB as the tensor [1, 3, 32, 32] in 0..1. The network's own first layers subtract mean and spread. */
export function pixelsToTensor(rgb: Uint8Array): Float32Array {
  if (rgb.length !== IMAGE_BYTES) throw new RangeError(`expected ${IMAGE_BYTES} bytes of RGB, got ${rgb.length}`);
  const plane = IMAGE_SIDE * IMAGE_SIDE;
  return Float32Array.from(rgb, (_, i) => (rgb[(i % plane) * 3 + Math.floor(i / plane)] ?? 0) / 255);
}

/** The source pixels that one target pixel covers, each with the share of it that lies inside. */
type Span = readonly { readonly at: number; readonly share: number }[];

function spans(size: number): Span[] {
  const step = size / IMAGE_SIDE;
  return Array.from({ length: IMAGE_SIDE }, (_, target) => {
    const from = target * step;
    const to = from + step;
    const span: { at: number; share: number }[] = [];
    for (let at = Math.floor(from); at < Math.min(size, Math.ceil(to)); at++) {
      span.push({ at, share: Math.min(at + 1, to) - Math.max(at, from) });
    }
    return span;
  });
}

function meanColour(picture: Picture, xSpan: Span, ySpan: Span): [number, number, number] {
  const { width, channels, data } = picture;
  let red = 0;
  let green = 0;
  let blue = 0;
  let area = 0;
  for (const y of ySpan) {
    for (const x of xSpan) {
      const from = (y.at * width + x.at) * channels;
      const share = y.share * x.share;
      const opacity = channels === 4 ? (data[from + 3] ?? 255) / 255 : 1;
      const white = 255 * (1 - opacity);
      red += share * ((data[from] ?? 0) * opacity + white);
      green += share * ((data[from + 1] ?? 0) * opacity + white);
      blue += share * ((data[from + 2] ?? 0) * opacity + white);
      area += share;
    }
  }
  return [Math.round(red / area), Math.round(green / area), Math.round(blue / area)];
}
