import { z } from "zod";
import type { LossLine } from "@/lib/export/loss";

const Loss = z.array(z.object({ what: z.string(), count: z.number() }));

/** A loss report as it lies in the database; one that cannot be read says nothing. */
export const lossOf = (stored: unknown): readonly LossLine[] => Loss.safeParse(stored).data ?? [];
