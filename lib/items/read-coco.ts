import { type CocoImage, cocoCells, readCoco } from "@/lib/import/coco";
import { openText } from "@/lib/import/detect-encoding";
import { type BadRow, badRow } from "@/lib/import/source-row";
import { type Archive, safeEntries, type ZipEntry } from "@/lib/import/zip";
import { AppError } from "@/lib/kernel/errors";
import { spellingOf } from "./gold-spelling";
import type { Candidate } from "./ingest-row";
import { readMedia } from "./media-payload";
import { peeked } from "./peeked";
import { fetchMedia } from "./read-urls";
import { collect } from "./read-zip";
import type { Upload, UploadDeps, UploadNotes } from "./upload";

type Rows = AsyncGenerator<Candidate | BadRow>;

/** COCO: a zip of images with their JSON file, or the JSON file alone when it says where the images lie. */
export async function* readCocoUpload(deps: UploadDeps, upload: Upload, notes: UploadNotes): Rows {
  if (!upload.taskType.fromImage) throw new AppError("invalid_input", `${upload.taskType.title} takes no images.`);
  const { head, bytes } = await peeked(upload.bytes, 2);
  if (head[0] === 0x50 && head[1] === 0x4b) yield* fromZip(deps, { ...upload, bytes }, notes);
  else yield* fromJson(deps, { ...upload, bytes }, notes);
}

async function* fromJson(deps: UploadDeps, upload: Upload, notes: UploadNotes): Rows {
  for (const image of await imagesOf(upload.bytes, notes)) {
    if ("kind" in image) yield image;
    else if (image.url === undefined) {
      yield badRow(
        image.line,
        image.file,
        "the file says not where its image lies (coco_url); upload a zip with the images",
      );
    } else {
      const { line, url, file } = image;
      yield await fetchMedia(deps, upload.taskType, {
        line,
        at: file,
        url,
        id: idOf(image),
        gold: goldOf(upload, image),
      });
    }
  }
}

async function* fromZip(deps: UploadDeps, upload: Upload, notes: UploadNotes): Rows {
  const archive = await deps.unzip(upload.bytes);
  try {
    const entries = safeEntries(archive.entries, LISTS);
    const lists = entries.filter(({ name }) => name.endsWith(".json"));
    const [list] = lists;
    if (!list || lists.length > 1) {
      throw new AppError("invalid_input", `A COCO zip holds one .json file; this one holds ${lists.length}.`);
    }
    const byName = new Map<string, ZipEntry>();
    for (const entry of entries) byName.set(baseOf(entry.name), entry).set(entry.name, entry);
    for (const image of await imagesOf(archive.read(list), notes)) {
      if ("kind" in image) yield image;
      else {
        const entry = byName.get(image.file) ?? byName.get(baseOf(image.file));
        yield entry
          ? await fromEntry(deps, upload, archive, entry, image)
          : badRow(image.line, image.file, "its image is not in the archive");
      }
    }
  } finally {
    await archive.close();
  }
}

/** The list of a large data set is larger than a picture, and packs well. */
const LISTS = { entryBytes: 500_000_000, ratio: 200 } as const;

async function fromEntry(
  deps: UploadDeps,
  upload: Upload,
  archive: Archive,
  entry: ZipEntry,
  image: CocoImage,
): Promise<Candidate | BadRow> {
  const { line, file } = image;
  const read = await readMedia(deps, upload.taskType, file, await collect(archive.read(entry), entry.bytes));
  if (read.kind === "none") return badRow(line, file, read.reason);
  return { kind: "candidate", line, at: file, id: idOf(image), payload: read.payload, gold: goldOf(upload, image) };
}

async function imagesOf(bytes: AsyncIterable<Uint8Array>, notes: UploadNotes) {
  const { encoding, text } = await openText(bytes);
  notes.encoding = encoding;
  const images = await readCoco(text);
  notes.columns = { text: "file_name", id: "file_name", gold: "annotations" };
  return images;
}

const goldOf = (upload: Upload, image: CocoImage) => spellingOf(upload, cocoCells(image));
const idOf = ({ file }: CocoImage) => file.slice(0, 200);
const baseOf = (name: string) => name.split(/[/\\]/).at(-1) ?? name;
