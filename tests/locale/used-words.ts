// Which words the source asks for, read from its syntax.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { root } from "./speak";

export type Used = {
  readonly file: string;
  readonly namespace: string;
  /** A name as written; holes of a template are `*`. */
  readonly name: string;
};

const SPEAKERS: Readonly<Record<string, string>> = {
  BatchTranslator: "batch",
  BenchTranslator: "bench",
  BountyTranslator: "bounty",
  DatasetTranslator: "dataset",
  DevelopersTranslator: "developers",
  EarningsTranslator: "earnings",
  ErrorsTranslator: "errors",
  MarketTranslator: "market",
  MoneyTranslator: "money",
  OwnerTranslator: "owner",
  QualityTranslator: "quality",
  UiTranslator: "ui",
  VerifyTranslator: "verify",
  WizardTranslator: "wizard",
};

export const sources: readonly string[] = ["app", "lib"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  )
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts") && !file.includes("prisma/generated"));

export const parsed = (file: string) =>
  ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);

/** Every call that asks for a word, with what it asks for; and every text in the folders that speak a namespace, for names in lists. */
export function usedWords(): { readonly asked: readonly Used[]; readonly texts: ReadonlyMap<string, Set<string>> } {
  const asked: Used[] = [];
  const spokenIn = new Map<string, Set<string>>();
  const textsIn = new Map<string, Set<string>>();
  for (const file of sources) {
    const source = parsed(file);
    const spoken = setAt(spokenIn, dirname(file));
    const strings = setAt(textsIn, dirname(file));
    const visit = (node: ts.Node) => {
      if (ts.isStringLiteralLike(node)) strings.add(node.text);
      if (ts.isCallExpression(node)) {
        const namespace = namespaceOf(node, file);
        const [name] = node.arguments;
        if (namespace !== undefined) spoken.add(namespace);
        if (namespace !== undefined && name)
          for (const one of namesIn(name)) asked.push({ file, namespace, name: one });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  const texts = new Map<string, Set<string>>();
  for (const [folder, namespaces] of spokenIn)
    for (const namespace of namespaces) for (const text of textsIn.get(folder) ?? []) setAt(texts, namespace).add(text);
  texts.set("types", setAt(textsIn, "lib/task-types")); // the parts that several types share
  return { asked, texts };
}

function setAt(map: Map<string, Set<string>>, key: string): Set<string> {
  const found = map.get(key) ?? new Set<string>();
  map.set(key, found);
  return found;
}

/** The namespace in which `t("…")`, `t.rich("…")` looks, by where `t` comes from; undefined for any other call. */
function namespaceOf(call: ts.CallExpression, file: string): string | undefined {
  const callee = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : call.expression;
  if (!ts.isIdentifier(callee)) return undefined;
  for (let at: ts.Node | undefined = call.parent; at; at = at.parent) {
    const found = declared(at, callee.text, file);
    if (found !== undefined) return found === "" ? undefined : found;
  }
  return undefined;
}

/** What `name` is in this scope: a namespace, "" for anything else, undefined where it is not declared here. */
function declared(scope: ts.Node, name: string, file: string): string | undefined {
  if (ts.isFunctionLike(scope)) {
    const parameter = scope.parameters.find((one) => one.name.getText() === name);
    if (parameter) return spokenBy(parameter.type?.getText(), name, file);
  }
  if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) return undefined;
  for (const statement of scope.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const one of statement.declarationList.declarations) {
      if (one.name.getText() !== name || !one.initializer) continue;
      const text = one.initializer.getText();
      const said = /^(?:await )?(?:useTranslations|getTranslations)\("([^"]+)"\)/.exec(text)?.[1];
      return said ?? "";
    }
  }
  return undefined;
}

/** A translator that comes in as an argument: a type's own `Say`, or a named one. */
function spokenBy(type: string | undefined, name: string, file: string): string {
  const folder = /^lib\/task-types\/([^/]+)\/[^/]+$/.exec(file)?.[1];
  if (folder && (type === "Say" || (type === undefined && name === "say"))) return `types.${folder}`;
  return SPEAKERS[type ?? ""] ?? "";
}

function namesIn(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map(({ literal }) => `*${literal.text}`).join("")];
  if (ts.isConditionalExpression(node)) return [...namesIn(node.whenTrue), ...namesIn(node.whenFalse)];
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) return namesIn(node.expression);
  return [];
}
