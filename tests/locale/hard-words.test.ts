import ts from "typescript";
import { expect, test } from "vitest";
import { parsed, sources } from "./used-words";

/** Folders and files whose words are in every language: this list only grows. */
const MOVED = [
  "app/(annotator)/earnings/",
  "app/(annotator)/label/",
  /^app\/\(owner\)\/bounties\/[^/]+$/,
  "app/(owner)/bounties/[bountyId]/",
  "app/(owner)/bounties/new/",
  /^app\/\(owner\)\/bounties\/\[bountyId\]\/[^/]+$/,
  "app/batches/",
  "app/datasets/",
  "app/developers/",
  "app/error.tsx",
  "app/item-content.tsx",
  "app/language-select.tsx",
  "app/layout.tsx",
  "app/market/",
  "app/money/",
  "app/more-words.tsx",
  "app/not-found.tsx",
  "app/page.tsx",
  "app/providers.tsx",
  "app/sign-in-first.tsx",
  "app/site-frame.tsx",
  "app/verify/",
  "app/words.tsx",
  "lib/client/account-menu.tsx",
  "lib/client/signed-in.tsx",
  "lib/client/wallet-dialog.tsx",
  ...["account-button", "bench-bar", "bench-frame", "connection-words", "copy-button", "dialog", "error-state"].map(ui),
  ...[
    "address",
    "figure",
    "code-block",
    "difference",
    "file-drop",
    "heat-map",
    "interval-dots",
    "fineness",
    "footer",
    "ghost-option",
    "hash",
    "header",
    "page-head",
    "pager",
    "progress-line",
    "shell",
    "theme-button",
    "time",
    "transaction-steps",
  ].map(ui),
  "lib/task-types/act-buttons.tsx",
  "lib/task-types/image-stage.tsx",
  "lib/task-types/label-picker.tsx",
  "lib/task-types/shown-item.tsx",
  "lib/task-types/sound-",
  "lib/task-types/stage-marks.tsx",
  "lib/task-types/swipe-hint.tsx",
  "lib/task-types/thing-list.tsx",
  ...["boxes", "chat", "choice", "keypoints", "multi-label", "pairwise", "polygons"].map(drawing),
  ...["ranking", "rating", "spans", "transcription"].map(drawing),
];

function ui(part: string): string {
  return `lib/ui/${part}.tsx`;
}

/** What a type draws; its title and its form are the owner's screens. */
function drawing(type: string): RegExp {
  return new RegExp(`^lib/task-types/${type}/.*\\.tsx$`);
}

/** Properties and attributes that people read or hear. */
const SAID =
  /^(aria-label|aria-valuetext|title|label|placeholder|alt|hint|says|words|note|head|caption|unit|busyLabel|action|summary|error|one|none|aside|term)$/;
/** Names, and what is written the same everywhere. */
const NAMES = new Set([
  "Assay",
  "Markdown",
  "API",
  "Ctrl ⏎",
  "Alt+K",
  "Alt+J",
  "Alt+R",
  "0x",
  "https://example.com/assay",
  "/datasets",
  "https://example.com/rows.csv",
  ...["CSV", "TSV", "JSON Lines", "Parquet", "Label Studio JSON", "COCO"],
  "bat_…",
  "SHA-256",
  "Hugging Face",
  "Python",
  "curl",
  "JavaScript",
  "BibTeX",
  "JSONL",
  "JavaScript",
  "BibTeX",
]);

const isWords = (text: string) => /\p{L}{2}/u.test(text) && !NAMES.has(text.trim());

test("no words stand in the source of the screens that were moved", () => {
  const moved = sources.filter((file) =>
    MOVED.some((one) => (typeof one === "string" ? file.startsWith(one) : one.test(file))),
  );
  expect(moved.length).toBeGreaterThan(40);
  expect(moved.flatMap(hardWords)).toEqual([]);
});

test("behavior: words in the source are found wherever people would read them", () => {
  const source = `const a = <p title="Two words">{on ? "Yes" : \`No \${n}\`} {t("fine")} <b>Loud</b> <i className="mt-2 x">·</i></p>; const b = { label: "Told" };`;
  const file = ts.createSourceFile("a.tsx", source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  expect(wordsOf(file)).toEqual(["Two words", "Yes", "No ", "Loud", "Told"]);
});

const hardWords = (file: string): string[] => wordsOf(parsed(file)).map((text) => `${file}: ${text.trim()}`);

function wordsOf(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isJsxText(node)) found.push(node.text);
    if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent))
      found.push(...textsOf(node.expression));
    if (ts.isJsxAttribute(node) && SAID.test(node.name.getText()) && node.initializer)
      found.push(
        ...(ts.isJsxExpression(node.initializer)
          ? textsOf(node.initializer.expression)
          : ts.isStringLiteral(node.initializer)
            ? [node.initializer.text]
            : []),
      );
    if (ts.isPropertyAssignment(node) && SAID.test(node.name.getText().replaceAll('"', "")))
      found.push(...textsOf(node.initializer));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter(isWords);
}

/** The texts that an expression may amount to; what is handed to a function is not said by itself. */
function textsOf(node: ts.Expression | undefined): string[] {
  if (!node) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const joins = /^(&&|\|\||\?\?|\+)$/.test(node.operatorToken.getText());
    return joins ? [...textsOf(node.left), ...textsOf(node.right)] : [];
  }
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return textsOf(node.expression);
  return [];
}
