/**
 * `npm run bench -- <name> [--json]`: prints figures with their peer or physical limit, measured in the same run, as ratios.
 * Names: bench-ui, dispatch, export, gas, import, prelabel, referee, verify. Without a name: all of them.
 */
import { parseArgs } from "node:util";
import { gasRows } from "../contracts/script/gas-targets.mjs";
import { benchUi } from "../tests/bench/bench-ui";
import { benchDispatch } from "../tests/bench/dispatch";
import { benchHttp } from "../tests/bench/dispatch-http";
import { benchExport } from "../tests/bench/export";
import { benchImport } from "../tests/bench/import";
import { benchPrelabel } from "../tests/bench/prelabel";
import { benchReferee } from "../tests/bench/referee";
import { benchVerify } from "../tests/bench/verify";

const BENCHES: Readonly<Record<string, () => Promise<unknown>>> = {
  "bench-ui": () => benchUi(),
  dispatch: async () => {
    const { rows, bareHttp } = await benchDispatch({});
    const http = await benchHttp();
    const sql = rows.find(({ path, batch }) => path === "sql" && batch === http.batch);
    const ofSql = (perSecond: number) => (sql ? Math.round((100 * perSecond) / sql.answersPerSecond) / 100 : null);
    const bare = { path: "http, bare", batch: http.batch, connections: http.connections, answersPerSecond: bareHttp };
    return {
      rows: [
        ...rows,
        { ...bare, ofSql: ofSql(bareHttp), target: null },
        { ...http, ofSql: ofSql(http.answersPerSecond), target: 0.5 },
      ],
    };
  },
  export: () => benchExport(),
  import: () => benchImport(),
  // From the snapshot that the contract tests write and CI checks: gas does not depend on the machine.
  gas: async () => ({ rows: gasRows() }),
  // Verification is the referee's use by strangers: its stages stand beside it.
  referee: async () => [...(await benchReferee()), ...(await benchVerify()).map(stageRow)],
  prelabel: () => benchPrelabel(),
  verify: () => benchVerify(),
};

function stageRow({ where, stage, ratio, ...rest }: Awaited<ReturnType<typeof benchVerify>>[number]) {
  return { what: `verification in ${where}: ${stage}`, ...rest, peer: null, ratio };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false } },
});
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(`No benchmark "${unknown.join('", "')}". There are: ${Object.keys(BENCHES).join(", ")}.`);
  process.exit(2);
}
const results: Record<string, unknown> = {};
for (const name of names) {
  const result = await BENCHES[name]?.();
  results[name] = result;
  if (!values.json) {
    console.log(`\n${name}`);
    console.table(Array.isArray(result) ? result : (result as { rows?: unknown }).rows);
  }
}
if (values.json) console.log(JSON.stringify(results, null, 2));
process.exit(0);
