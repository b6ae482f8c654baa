import { audioKind } from "@/lib/import/audio-kind";
import { imageKind } from "@/lib/import/image-kind";
import type { Sha256 } from "@/lib/kernel/ids";
import { sha256Hex } from "@/lib/kernel/sha256";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { Asset } from "./ports";
import type { UploadDeps } from "./upload";

/** A picture or a recording of at most this many bytes becomes an item. */
const MOST_MEDIA_BYTES = { image: 25_000_000, audio: 60_000_000 } as const;

/** What a file has become: the payload that shows it, or `none` with the reason why not. */
export type ReadMedia =
  | { readonly kind: "payload"; readonly payload: unknown }
  | { readonly kind: "none"; readonly reason: string };

/** Whether files (pictures, recordings) can be items of this type. */
export const takesMedia = ({ fromImage, fromAudio }: AnyTaskType): boolean => (fromImage ?? fromAudio) !== undefined;

/** The largest file that may be an item of this type. */
export const mostBytesFor = ({ fromAudio }: AnyTaskType): number => MOST_MEDIA_BYTES[fromAudio ? "audio" : "image"];

/** "images", "recordings" or both, as this type takes them. */
export const mediaWords = ({ fromImage, fromAudio }: AnyTaskType): string =>
  [fromImage && "images", fromAudio && "recordings"].filter(Boolean).join(" or ");

/** Stores a picture or recording as items show it, told apart by what is in it, and answers the payload that shows it. */
export async function readMedia(
  deps: Pick<UploadDeps, "images" | "recordings" | "files" | "assets">,
  taskType: AnyTaskType,
  name: string,
  bytes: Uint8Array,
): Promise<ReadMedia> {
  if (taskType.fromImage && imageKind(bytes)) return readImage(deps, taskType, name, bytes);
  if (taskType.fromAudio && audioKind(bytes)) return readRecording(deps, taskType, name, bytes);
  const kinds = [taskType.fromImage && IMAGES, taskType.fromAudio && RECORDINGS].filter(Boolean).join(", and no ");
  return { kind: "none", reason: `it is no ${kinds}, whatever its name says` };
}

const IMAGES = "PNG, JPEG, WebP or GIF image";
const RECORDINGS = "WAV, FLAC, MP3, Ogg, M4A or WebM recording";

type Deps = Pick<UploadDeps, "images" | "recordings" | "files" | "assets">;

async function readImage(deps: Deps, taskType: AnyTaskType, name: string, bytes: Uint8Array): Promise<ReadMedia> {
  if (bytes.length > MOST_MEDIA_BYTES.image) return { kind: "none", reason: "the image is larger than 25 MB" };
  const image = await deps.images.normalise(bytes);
  if (image.kind === "none") return image;
  const { width, height, mediaType } = image;
  const asset = await stored(deps, image.bytes, { mediaType, width, height });
  return { kind: "payload", payload: taskType.fromImage?.({ asset, width, height, name }) };
}

async function readRecording(deps: Deps, taskType: AnyTaskType, name: string, bytes: Uint8Array): Promise<ReadMedia> {
  if (bytes.length > MOST_MEDIA_BYTES.audio) return { kind: "none", reason: "the recording is larger than 60 MB" };
  const recording = await deps.recordings.measure(bytes);
  if (recording.kind === "none") return recording;
  const { mediaType, lengthMs } = recording;
  const asset = await stored(deps, bytes, { mediaType, width: 0, height: 0 });
  return { kind: "payload", payload: taskType.fromAudio?.({ asset, lengthMs, name }) };
}

async function stored(
  { files, assets }: Deps,
  bytes: Uint8Array,
  about: Pick<Asset, "mediaType" | "width" | "height">,
): Promise<Sha256> {
  const sha256 = sha256Hex(bytes);
  await files.put(sha256, bytes);
  await assets.save({ sha256, ...about, bytes: bytes.length });
  return sha256;
}
