import { z } from "zod";

/** What is asked of a download: the dataset, the format, and options as text. */
export const DownloadInput = z.object({
  id: z.string(),
  format: z.string().default("jsonl"),
  version: z.coerce.number().int().min(1).optional(),
  /** As they stand in an address; see `options.ts`. */
  options: z.record(z.string(), z.string()).default({}),
});
