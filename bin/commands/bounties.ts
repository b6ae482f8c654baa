import { parseArgs } from "node:util";
import type { BountyDetail, BountyList } from "../../lib/bounties/bounty-view";
import { apiWithKey, readCredentials } from "./credentials";
import { Usage } from "./usage";

export const help = `assay bounties list|show <bounty> [--state S] [--url U] [--json]   bounties, your own or the market's

  list           yours; with --state open|closed|settled everybody's
  show <bounty>  one of them

  assay bounties list
  assay bounties list --state open --json
  assay bounties show bty_…

Exit codes: 0 done, 1 refused or the server is away, 2 wrong usage.`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      state: { type: "string", default: "mine" },
      url: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const [verb, id, ...rest] = positionals;
  const api = apiWithKey(await readCredentials(values));
  if (verb === "list" && id === undefined) {
    const list = await api.get<BountyList>(`/api/v1/bounties?state=${encodeURIComponent(values.state)}`);
    console.log(values.json ? JSON.stringify(list) : table(list));
    return 0;
  }
  if (verb === "show" && id !== undefined && rest.length === 0) {
    const bounty = await api.get<BountyDetail>(`/api/v1/bounties/${encodeURIComponent(id)}`);
    console.log(JSON.stringify(bounty, null, values.json ? undefined : 2));
    return 0;
  }
  throw new Usage("bounties takes list, or show and one bounty.");
}

function table({ bounties }: BountyList): string {
  if (bounties.length === 0) return "None. Make one: assay import new FILE --format F --title T";
  const lines = bounties.map(({ id, state, taskType, items, answersCounted, answersWanted, title }) =>
    [
      id,
      state.padEnd(9),
      taskType.padEnd(12),
      `${items} items`.padStart(14),
      `${answersCounted}/${answersWanted} answers`.padStart(18),
      title,
    ].join("  "),
  );
  return lines.join("\n");
}
