import { parseArgs } from "node:util";
import { formatLines } from "../../lib/export/registry";

export const help = `assay formats [--json]   file formats that datasets leave in, and the task types that each can say

Exit codes: 0 done, 2 wrong usage.

  assay formats
  assay formats --json | jq '.[] | select(.taskTypes | index("pairwise")) | .id'`;

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: "boolean", default: false } } });
  const lines = formatLines();
  if (values.json) console.log(JSON.stringify(lines));
  else
    for (const { id, direction, taskTypes } of lines)
      console.log(`${id.padEnd(14)} ${direction}  ${taskTypes.join(", ") || "-"}`);
  return 0;
}
