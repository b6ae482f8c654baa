// contracts/mutants.md: what was changed, what the tests noticed, and why the rest may stay.
import { SURVIVORS } from "./survivors.mjs";

/**
 * @param {readonly { id: string, rule: string, before: string, file: string, verdict: string }[]} results
 * @param {number} candidates
 * @param {string} how
 * @returns {string}
 */
export function mutantReport(results, candidates, how) {
  const built = results.filter(({ verdict }) => verdict !== "does not compile");
  const survivors = built.filter(({ verdict }) => verdict === "survived");
  const byInvariant = built.filter(({ verdict }) => verdict === "killed by an invariant").length;
  const killed = built.length - survivors.length;
  const rules = [...new Set(built.map(({ rule }) => rule))].map((rule) => {
    const ofRule = built.filter((result) => result.rule === rule);
    return `| ${rule.replaceAll("|", "\\|")} | ${ofRule.length} | ${ofRule.filter(({ verdict }) => verdict !== "survived").length} |`;
  });
  return `# Mutants

Written by \`node contracts/script/mutants.mjs ${how.startsWith("all") ? "--all" : ""} --report\`. Each mutant changes one thing in \`contracts/src\`; it is killed when a test fails.
Unit and fuzz tests are asked first, the invariants only when those notice nothing.

${candidates} mutants can be made; tried: ${how}. ${results.length - built.length} do not compile.
**${killed} of ${built.length} killed (${((100 * killed) / built.length).toFixed(1)} %)**, ${byInvariant} of them by an invariant alone.

| rule | mutants | killed |
|---|---|---|
${rules.join("\n")}

## Survivors

${survivors.length === 0 ? "None." : survivors.map(({ id, before }) => `- ${code(`${id}`)} in ${code(before)}: ${SURVIVORS[id] ?? "**no reason written yet**"}`).join("\n")}
`;
}

function code(/** @type {string} */ text) {
  return `\`${text.replaceAll("`", "'")}\``;
}
