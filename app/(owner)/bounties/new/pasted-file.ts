import type { UploadFile } from "./upload";

/** Pasted text as a file: JSON Lines and tables as they are, plain lines as a one-column table. */
export function pastedFile(text: string): UploadFile {
  const first = text.trimStart().split("\n", 1)[0] ?? "";
  if (first.startsWith("{")) return { name: "pasted.jsonl", body: new Blob([text]) };
  if (/(^|[,;\t])"?(text|content|sentence|message)"?($|[,;\t\r])/i.test(first)) {
    return { name: first.includes("\t") ? "pasted.tsv" : "pasted.csv", body: new Blob([text]) };
  }
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return { name: "pasted.jsonl", body: new Blob([lines.map((line) => JSON.stringify({ text: line })).join("\n")]) };
}
