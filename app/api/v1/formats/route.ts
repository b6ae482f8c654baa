import { formatLines } from "@/lib/export/registry";
import { route } from "@/lib/http";
import { listImporters } from "@/lib/items/importers";

/** Every file format, in and out, with the task types that it serves. */
export const GET = route(async () => ({ formats: [...listImporters(), ...formatLines()] }));
