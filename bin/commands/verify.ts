import { createReadStream, existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { verifyDeps } from "../../lib/client/verify-batch";
import { verifyEvidence } from "../../lib/settlement/verify";
import type { VerifyReport } from "../../lib/settlement/verify-report";
import { engineNamed, verifyingFile } from "./referee-engine";
import { Usage } from "./usage";

export const help = `assay verify <evidence file> [--rpc U] [--engine ts|onnx] [--json]   check a batch again from its evidence

  <evidence file>  the batch's JSON Lines, plain or .gz; from the dataset's page or GET /api/v1/batches/<id>/evidence
  --rpc U          an RPC address of the batch's chain; without it the file is checked in itself, not against the vault
  --engine onnx    labels and credits are recomputed with models/referee-v1.onnx, if that is the file the bounty committed to;
                   it is said which of the two did it

Re-checks spelling, signatures, labels, credits, payouts and the tree, and compares root, total and the hash of the unpacked
file with the vault. Exit codes: 0 it matches, 1 it does not, and the first record that differs is named; or its labels are
another referee's than this software has, which is said in words (verdict "unsupported"); 2 wrong usage.

  assay verify bat_0123456789abcdefghjk.evidence.jsonl --rpc https://rpc.example`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { rpc: { type: "string" }, engine: { type: "string" }, json: { type: "boolean", default: false } },
  });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new Usage("verify takes one evidence file.");
  if (!existsSync(file)) throw new Usage(`There is no file ${file}.`);
  if (values.rpc !== undefined && !URL.canParse(values.rpc)) throw new Usage(`--rpc takes a URL, not "${values.rpc}".`);
  const engine = engineNamed(values.engine).name === "onnx" ? await verifyingFile() : undefined;
  const report = await verifyEvidence(createReadStream(file), { ...verifyDeps(values.rpc), file: engine });
  if (values.json) console.log(JSON.stringify(report));
  else print(report, values.rpc !== undefined);
  return report.verdict === "match" ? 0 : 1;
}

function print(report: VerifyReport, asked: boolean): void {
  for (const { name, ok, detail } of report.checks) {
    console.log(`${ok === null ? "·" : ok ? "✓" : "✗"} ${name.padEnd(10)} ${detail}`);
  }
  const { mismatch, unsupported } = report;
  if (mismatch) {
    console.log(`\nMismatch in line ${mismatch.line} (${mismatch.record}), field ${mismatch.field}:`);
    console.log(`  expected ${mismatch.expected}\n  found    ${mismatch.found}`);
  } else if (unsupported) {
    const { version, sha256, known } = unsupported;
    console.log(
      `\nNothing differs, but this is not the whole test: labels and pay are by referee ${version} (${sha256}),`,
    );
    console.log(`and this software has ${known.version}. Take the release of Assay that carries ${version}.`);
  } else {
    console.log(
      asked ? "\nMatches the chain." : "\nThe file holds in itself. Give --rpc to compare it with the chain.",
    );
  }
}
