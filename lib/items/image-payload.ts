import { imageKind } from "@/lib/import/image-kind";
import { sha256Hex } from "@/lib/kernel/sha256";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { UploadDeps } from "./upload";

/** An image file of at most this many bytes becomes an item. */
export const MOST_IMAGE_BYTES = 25_000_000;

/** Stores an image as items show it and answers the payload that shows it; `none` with the reason when it is no sound image. */
export async function readImage(
  deps: Pick<UploadDeps, "images" | "files" | "assets">,
  taskType: AnyTaskType,
  name: string,
  bytes: Uint8Array,
): Promise<
  { readonly kind: "payload"; readonly payload: unknown } | { readonly kind: "none"; readonly reason: string }
> {
  if (!imageKind(bytes)) {
    return { kind: "none", reason: "it is no PNG, JPEG, WebP or GIF image, whatever its name says" };
  }
  const image = await deps.images.normalise(bytes);
  if (image.kind === "none") return image;
  const { width, height, mediaType } = image;
  const asset = sha256Hex(image.bytes);
  await deps.files.put(asset, image.bytes);
  await deps.assets.save({ sha256: asset, mediaType, width, height, bytes: image.bytes.length });
  return { kind: "payload", payload: taskType.fromImage?.({ asset, width, height, name }) };
}
