import { parseArgs } from "node:util";
import { formatLines } from "../../lib/export/registry";
import { listImporters } from "../../lib/items/importers";

export const help = `assay formats [--json]   file formats that items come in and datasets leave in, and the task types each serves

Exit codes: 0 done, 2 wrong usage.

  assay formats
  assay formats --json | jq '.[] | select(.direction == "export" and (.taskTypes | index("pairwise"))) | .id'`;

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: "boolean", default: false } } });
  const lines = [...listImporters(), ...formatLines()];
  if (values.json) console.log(JSON.stringify(lines));
  else
    for (const { id, direction, taskTypes } of lines)
      console.log(`${id.padEnd(14)} ${direction.padEnd(6)}  ${taskTypes.join(", ") || "-"}`);
  return 0;
}
