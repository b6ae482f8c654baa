import { formatLines } from "@/lib/export/registry";
import { route } from "@/lib/http";

/** Every file format with the task types whose answers it can say. */
export const GET = route(async () => ({ formats: formatLines() }));
