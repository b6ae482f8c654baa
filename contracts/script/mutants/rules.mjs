// What a mutant changes: one thing of one line (or the order of one effect and one call) in contracts/src.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const FILES = [
  "BountyVault",
  "OperatorStake",
  ...["Challenges", "Guarded", "Ledgers", "VaultState"].map((name) => `parts/${name}`),
  ...["BatchTransfer", "BountySlot", "Commitment", "LedgerHead", "Posting", "SumTree"].map(
    (name) => `libraries/${name}`,
  ),
  ...["CommitteeArbitrator", "KlerosArbitrator", "UmaArbitrator"].map((name) => `arbitrators/${name}`),
];

/**
 * @typedef {{ id: string, file: string, rule: string, line: number, before: string, source: string }} Mutant
 *   `source` is the whole changed file; `id` is stable as long as the file is
 * @typedef {{ name: string, find: RegExp, change: (text: string) => string }} Rule
 */

/** @type {readonly Rule[]} */
const RULES = [
  { name: "bound: < to <=", find: / < (?![=<])/g, change: () => " <= " },
  { name: "bound: > to >=", find: / > (?![=>])/g, change: () => " >= " },
  { name: "bound: <= to <", find: / <= /g, change: () => " < " },
  { name: "bound: >= to >", find: / >= /g, change: () => " > " },
  {
    name: "bound: constant one more",
    find: /(?<=constant \w+ = )\d[\d_]*(?=(?: days)?(?: \+ 7 days)?;)/g,
    change: oneMore,
  },
  { name: "comparison: == to !=", find: / == /g, change: () => " != " },
  { name: "comparison: != to ==", find: / != /g, change: () => " == " },
  { name: "logic: && to ||", find: / && /g, change: () => " || " },
  { name: "logic: || to &&", find: / \|\| /g, change: () => " && " },
  { name: "arithmetic: + to -", find: /(?<=\w|\)) \+ (?=\w|\()/g, change: () => " - " },
  { name: "arithmetic: - to +", find: /(?<=\w|\)) - (?=\w|\()/g, change: () => " + " },
  { name: "arithmetic: * to +", find: /(?<=\w|\)) \* (?=\w|\()/g, change: () => " + " },
  { name: "assignment: += to -=", find: / \+= /g, change: () => " -= " },
  { name: "assignment: += to =", find: / \+= /g, change: () => " = " },
  { name: "bits: & to |", find: /(?<=\w|\)) & (?=\w|\(|~)/g, change: () => " | " },
  { name: "bits: | to &", find: /(?<=\w|\)) \| (?=\w|\()/g, change: () => " & " },
  {
    name: "bits: << and >>",
    find: /(?<=\w|\)) (<<|>>) (?=\w|\()/g,
    change: (text) => (text === " << " ? " >> " : " << "),
  },
  { name: "assembly: lt and gt", find: /\b(lt|gt)\(/g, change: (text) => (text === "lt(" ? "gt(" : "lt(") },
  { name: "assembly: and to or", find: /\band\(/g, change: () => "or(" },
  { name: "assembly: xor to or", find: /\bxor\(/g, change: () => "or(" },
  { name: "assembly: add to sub", find: /\badd\(/g, change: () => "sub(" },
  { name: "check removed", find: /^ +if \([^{}\n]*\) revert [^\n]*;\n/gm, change: () => "" },
  { name: "check removed", find: /^ +if \([^{}\n]*\) \{\n +revert [^}]*\}\n/gm, change: () => "" },
  { name: "shared check removed", find: /^ +_require\w+\([^\n]*\);\n/gm, change: () => "" },
  { name: "guard removed", find: / only[A-Z]\w+(?= \{)/g, change: () => "" },
  { name: "lock removed", find: /(?<= |^ +)non(Read)?Reentrant\b/gm, change: () => "" },
  {
    name: "effect removed",
    find: /^ +[\w.]+(\[[^\n;=]*\]|\([^\n;=]*\)\.\w+|\.\w+)? ([|+-]?=) [^\n]*;\n/gm,
    change: () => "",
  },
  { name: "effect removed", find: /^ +\([\w.]+, [\w., ]+\) = [^\n]*;\n/gm, change: () => "" },
  { name: "effect removed", find: /^ +(delete |--|\+\+)[^\n]*;\n/gm, change: () => "" },
  { name: "order: call before its effects", find: effectsBeforeCall(), change: callFirst },
  { name: "ternary swapped", find: /\? ([^?:;\n]+) : ([^?:;,\n]+)(?=;|,|\n)/g, change: swapBranches },
];

/**
 * Every mutant, in the order of files, rules and places.
 *
 * @param {string} root of the repository
 * @returns {Mutant[]}
 */
export function allMutants(root) {
  return FILES.flatMap((name) => {
    const file = `contracts/src/${name}.sol`;
    const source = readFileSync(join(root, file), "utf8");
    return RULES.flatMap((rule) => mutantsOf(file, source, rule));
  });
}

/**
 * @param {string} file
 * @param {string} source
 * @param {Rule} rule
 * @returns {Mutant[]}
 */
function mutantsOf(file, source, { name, find, change }) {
  return [...source.matchAll(find)]
    .filter((match) => isCode(source, match.index + match[0].search(/\S/)))
    .map((match) => {
      const at = match.index + match[0].search(/\S/);
      const line = source.slice(0, at).split("\n").length;
      const column = at - source.lastIndexOf("\n", at);
      const changed = source.slice(0, match.index) + change(match[0]) + source.slice(match.index + match[0].length);
      return {
        id: `${file}:${line}:${column} ${name}`,
        file,
        rule: name,
        line,
        before: lineAt(source, at),
        source: changed,
      };
    })
    .filter((mutant) => mutant.source !== source);
}

/** Whether this place is code: no comment, declaration of a name, or head of a plain loop. */
function isCode(/** @type {string} */ source, /** @type {number} */ index) {
  const line = lineAt(source, index);
  return !/^(\/\/|\*|import|error|event|using|type|pragma)/.test(line) && !/^for \(uint256 i;/.test(line);
}

function lineAt(/** @type {string} */ source, /** @type {number} */ index) {
  return source.slice(source.lastIndexOf("\n", index - 1) + 1, source.indexOf("\n", index)).trim();
}

/** A paragraph of plain statements, a blank line, and a line that calls a token, an account or an arbitrable. */
function effectsBeforeCall() {
  const calls = "safeTransfer\\(|safeTransferETH\\(|payEach\\(|\\.rule\\(|_takeBond\\(";
  return new RegExp(`(?:^ {8}[^ /}\\n][^\\n]*;\\n)+\\n^ {8}[^\\n]*(?:${calls})[^\\n]*;\\n`, "gm");
}

/** Moves the call up, before the effects, but not before the variables that the paragraph declares. */
function callFirst(/** @type {string} */ text) {
  const [paragraph = "", call = ""] = text.split("\n\n");
  const lines = paragraph.split("\n");
  const declares = (/** @type {string} */ line) =>
    /^ +(\(\w+ |\w+ (\w+ )?\w+ = )/.test(line) && !/^ +(emit|delete)/.test(line);
  const first = lines.findIndex((line) => !declares(line));
  return `${[...lines.slice(0, first), call.trimEnd(), ...lines.slice(first)].join("\n")}\n`;
}

function swapBranches(/** @type {string} */ text) {
  return text.replace(/\? ([^:]+) : (.+)/, "? $2 : $1");
}

function oneMore(/** @type {string} */ text) {
  return String(Number(text.replaceAll("_", "")) + 1);
}
