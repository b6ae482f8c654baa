import { AppError } from "@/lib/kernel/errors";

/** What a zip's directory says of one entry. Nothing is written under `name`: it is a label only. */
export type ZipEntry = {
  readonly index: number;
  readonly name: string;
  readonly directory: boolean;
  readonly symlink: boolean;
  readonly encrypted: boolean;
  readonly compressedBytes: number;
  readonly bytes: number;
};

/** An opened zip: its directory, and any entry's bytes (`invalid_input` when damaged or longer than announced). */
export type Archive = {
  readonly entries: readonly ZipEntry[];
  read(entry: ZipEntry): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
};

export const ZIP_LIMITS = {
  entries: 10_000,
  /** Unpacked, all together. */
  bytes: 2_000_000_000,
  /** Unpacked, one file. */
  entryBytes: 25_000_000,
  /** Unpacked to packed, of files above 1 MB: pictures hardly shrink. */
  ratio: 100,
} as const;

/** What one file of an archive may be, unpacked; kinds that are larger than pictures say their own. */
export type EntryLimits = { readonly entryBytes: number; readonly ratio: number };

const RATIO_FROM_BYTES = 1_000_000;

/**
 * The files of an archive worth reading: without folders and what operating systems leave behind. Throws
 * `invalid_input`, naming the entry, when anything in it is out to do harm: then nothing of it is read.
 */
export function safeEntries(entries: readonly ZipEntry[], limits: EntryLimits = ZIP_LIMITS): readonly ZipEntry[] {
  if (entries.length > ZIP_LIMITS.entries) {
    const most = ZIP_LIMITS.entries.toLocaleString("en");
    throw refusal("archive", `it has ${entries.length.toLocaleString("en")} entries, at most ${most} go in one upload`);
  }
  let total = 0;
  for (const entry of entries) {
    const harm = harmOf(entry, limits);
    if (harm) throw refusal(entry.name, harm);
    total += entry.bytes;
  }
  if (total > ZIP_LIMITS.bytes) throw refusal("archive", "unpacked it is larger than 2 GB; split it");
  return entries.filter(({ name, directory }) => !directory && !isLitter(name));
}

/** Why an entry makes the archive untrustworthy; undefined when it does not. */
function harmOf(entry: ZipEntry, limits: EntryLimits): string | undefined {
  const { name, bytes, compressedBytes } = entry;
  if (/^([/\\]|[A-Za-z]:)/.test(name))
    return "its name is an absolute path; pack the folder's content by relative names";
  if (name.split(/[/\\]/).includes("..")) return "its name leads out of the archive (..)";
  if (/[\p{Cc}\p{Cs}]/u.test(name) || name === "") return "its name holds control characters";
  if (entry.symlink) return "it is a symbolic link; pack the file itself";
  if (entry.encrypted) return "it is encrypted; pack it without a password";
  if (bytes > limits.entryBytes) return `unpacked it is larger than ${limits.entryBytes / 1_000_000} MB`;
  if (bytes > RATIO_FROM_BYTES && bytes > compressedBytes * limits.ratio) {
    return `it unpacks to more than ${limits.ratio} times its size, as no sound file does`;
  }
  return undefined;
}

const isLitter = (name: string) => /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/.test(name);

function refusal(at: string, reason: string): AppError {
  const words =
    at === "archive" ? `The archive is refused: ${reason}.` : `The archive is refused for "${at}": ${reason}.`;
  return new AppError("invalid_input", words, { errors: [{ at, reason }] });
}
