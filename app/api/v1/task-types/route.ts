import { route } from "@/lib/http";
import { taskTypeLines } from "@/lib/task-types/registry";

/** Every task type with its version. */
export const GET = route(async () => ({ taskTypes: taskTypeLines() }));
