import { parseArgs } from "node:util";
import type { DatasetSummary, DatasetView } from "../../lib/export/dataset";
import { openApi, URL_HELP } from "./credentials";
import { countFlag, Usage } from "./usage";

export const help = `assay datasets list [text] | show <bounty>   [--json] [--url U]   finished datasets

  list [text]     settled bounties, newest first; with text: those whose title holds it (--limit N, default 50)
  show <bounty>   labels, versions, and what each format weighs and loses
${URL_HELP}

Exit codes: 0 done, 1 refused or the server is away, 2 wrong usage.

  assay datasets list sentiment
  assay datasets show bty_0123456789abcdefghjk --json`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { url: { type: "string" }, limit: { type: "string" }, json: { type: "boolean", default: false } },
  });
  const api = await openApi(values);
  const [verb, word, ...rest] = positionals;
  if (rest.length > 0 || (verb !== "list" && verb !== "show"))
    throw new Usage("datasets takes: list [text], or show <bounty>.");
  if (verb === "show") {
    if (word === undefined) throw new Usage("show takes a bounty's id, such as bty_….");
    const dataset = await api.get<DatasetView>(`/api/v1/datasets/${encodeURIComponent(word)}`);
    if (values.json) console.log(JSON.stringify(dataset));
    else printOne(dataset);
    return 0;
  }
  const query = new URLSearchParams({ q: word ?? "", limit: String(countFlag("limit", values.limit) ?? 50) });
  const { datasets } = await api.get<{ datasets: DatasetSummary[] }>(`/api/v1/datasets?${query}`);
  if (values.json) console.log(JSON.stringify(datasets));
  else if (datasets.length === 0) console.log("There is no such dataset yet.");
  else
    for (const { id, taskType, items, finenessPermille, title } of datasets)
      console.log(`${id}  ${taskType.padEnd(14)} ${String(items).padStart(8)} items  ${finenessPermille} ‰  ${title}`);
  return 0;
}

function printOne({
  id,
  title,
  taskType,
  items,
  goldItems,
  answers,
  annotators,
  versions,
  downloads,
}: DatasetView): void {
  console.log(
    `${id}  ${title}\n${taskType}: ${items} items and ${goldItems} gold, ${answers} answers by ${annotators} people`,
  );
  for (const { version, rows, licence, sha256 } of versions)
    console.log(`v${version}  ${rows} rows  ${licence ?? "no licence stated"}  ${sha256}`);
  console.log("");
  for (const { format, bytes, loss, leavesOut } of downloads) {
    const lost = loss?.map(({ what, count }) => `${count} ${what}`).join("; ");
    console.log(
      `${format.padEnd(14)} ${String(bytes ?? "-").padStart(12)} bytes  ${lost || `leaves out: ${leavesOut}`}`,
    );
  }
}
