import { PAY_RULE_NAMES, type PayRuleName } from "@/lib/referee/pay-rules";
import { KIND_NAMES, type KindRow, type Simulation } from "./simulation";

const SCORED = PAY_RULE_NAMES.filter((rule) => rule !== "flat-v1");

/** Kinds that do honest work; all others are to earn nothing. */
const WORKERS: readonly string[] = ["honest", "noisy"];
/** An attacker that takes more than this part of an even share per answer has not been stopped. */
const STOPPED = 0.25;

/** The simulation as the Markdown that is committed; every figure and every failure in it comes from the run. */
export function reportText(simulation: Simulation): string {
  const { seed, draws, crowds } = simulation;
  return `# What attackers earn

Written by \`npm run simulate -- --write\` with seed ${seed}, ${draws} draws each; the figures are in \`report.json\`.

Into each of ${crowds.length} real crowds go four or five accounts of one kind, 60 answers each; the real referee (\`multi-coin-2\`) and
the three pay rules decide, base share one half. A figure is **pay per answer**: the kind's share of all pay over its share
of all answers. 1 is paid like the average account, 0 is paid nothing. Behind it: per cent of the pay, of per cent of the answers.

![Pay per answer of each kind under each rule](pay-per-answer.svg)

| crowd | items | annotators | answers | classes |
|---|---|---|---|---|
${crowds.map(({ name, items, annotators, answers, classes }) => `| ${name} | ${items} | ${annotators} | ${answers} | ${classes} |`).join("\n")}

${SCORED.map((rule) => ruleTable(simulation, rule)).join("\n\n")}

\`flat-v1\` pays every kind 1.00, by definition.

## Does pay follow accuracy?

Spearman's rank correlation of pay per answer with true accuracy, over accounts with 10 answers of known truth or more: with
four honest accounts added, and with all ${KIND_NAMES.length} kinds at once. \`flat-v1\` pays all alike, so it has none.

| crowd | ${SCORED.map((rule) => `${rule}: honest | all kinds`).join(" | ")} |
|---|---|---|---|---|
${crowds.map(({ name }) => `| ${name} | ${SCORED.map((rule) => rank(simulation, name, rule)).join(" | ")} |`).join("\n")}

## What fails

Attackers paid more than ${STOPPED} of an even share per answer:

${SCORED.map((rule) => failures(simulation, rule)).join("\n")}
- \`flat-v1\`: all of them.

${READING}
`;
}

/** What the figures mean, by hand; the lists above it are generated. */
const READING = `What this says:

- **Several accounts of one person, undetected, on the same items win where few honest people answer** (Music and Product have
  about 4 and 3 answers an item: five copies are the majority, and honest people there are paid less for differing). The same five
  known as one person take next to nothing, and so do five who agree in secret but are assigned items at random. So the pay
  rule does not carry this alone: identity clusters and random assignment do, and the market has both.
- **Renamed labels are paid by \`pmi-v1\` like the knowledge they are**: a permuter's answers tell the truth to anyone who knows the
  permutation, and the referee finds it. The labels do not suffer; the owner pays for answers that are all wrong by name. Gold
  shows it (accuracy on gold near 0), and \`posterior-v1\` pays it the base only.
- **Dice on skewed, thin crowds** (Product: 87 % one class, 3 answers an item) keep part of the base share: with few peers an
  account's skill is fitted in part on its own answers.
- **\`posterior-v1\` ranks people better and stops nobody**: the base share is paid to all, and agreeing with what everybody says
  anyway is paid too. It fits crowds whose members are known. A lower base share takes from attackers and honest alike.
- A copier earns nothing only while the model is calibrated: a model that is right more often than it says pays its copiers for the
  difference.
- Accounts have 60 answers here. Kinds were injected one at a time; ranks with all kinds at once put 48 accounts, 40 of them attackers, among 44 to
  203 real annotators.`;

function ruleTable({ crowds, rows, kinds }: Simulation, rule: PayRuleName): string {
  const names = crowds.map(({ name }) => name);
  const cell = (kind: string, crowd: string) => {
    const row = rows.find((found) => found.kind === kind && found.crowd === crowd && found.rule === rule);
    return row ? `${row.perAnswer.toFixed(2)} · ${percent(row.ofPay)} of ${percent(row.ofAnswers)}` : "";
  };
  const lines = KIND_NAMES.map(
    (kind) => `| **${kind}**: ${kinds[kind]} | ${names.map((crowd) => cell(kind, crowd)).join(" | ")} |`,
  );
  return `## \`${rule}\`

| pay per answer | ${names.join(" | ")} |
|---|${names.map(() => "---|").join("")}
${lines.join("\n")}`;
}

const percent = (share: number): string => (100 * share).toFixed(1);

function rank({ ranks }: Simulation, crowd: string, rule: string): string {
  const row = ranks.find((found) => found.crowd === crowd && found.rule === rule);
  return `${row?.honest?.toFixed(2) ?? "none"} | ${row?.everybody?.toFixed(2) ?? "none"}`;
}

function failures({ rows }: Simulation, rule: PayRuleName): string {
  const failed = rows.filter((row) => row.rule === rule && !WORKERS.includes(row.kind) && row.perAnswer > STOPPED);
  const byKind = KIND_NAMES.flatMap((kind) => {
    const mine = failed.filter((row) => row.kind === kind);
    return mine.length === 0 ? [] : [`${kind} (${mine.map(inWords).join(", ")})`];
  });
  return `- \`${rule}\`: ${byKind.length === 0 ? "none" : byKind.join("; ")}.`;
}

const inWords = ({ crowd, perAnswer }: KindRow): string => `${crowd} ${perAnswer.toFixed(2)}`;
