import { parseArgs } from "node:util";
import { taskTypeLines } from "../../lib/task-types/registry";

export const help = `assay task-types [--json]   task types that a bounty may have, with their versions

Exit codes: 0 done, 2 wrong usage.

  assay task-types --json`;

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: "boolean", default: false } } });
  const lines = taskTypeLines();
  if (values.json) console.log(JSON.stringify(lines));
  else
    for (const { id, version, title } of lines)
      console.log(`${id.padEnd(16)} ${String(version).padStart(2)}  ${title}`);
  return 0;
}
