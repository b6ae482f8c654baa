/** What a citation names. */
export type Cited = {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly version: number | null;
  readonly releasedAtMs: number | null;
  readonly url: string;
};

/** How a dataset is cited in words: who, what, which version, where. */
export const citation = ({ owner, title, version, url }: Cited): string =>
  `${owner}: ${title}. Assay, version ${version ?? 0}. ${url}`;

const SPECIAL: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

/** A text as BibTeX takes it: LaTeX's own signs are escaped, braces among them, so that no title ends an entry. */
const latex = (text: string): string =>
  text.replaceAll(/[\\{}$&#_%~^]/g, (sign) => SPECIAL[sign] ?? `\\${sign}`).replaceAll(/\s+/g, " ");

/** The same as a BibTeX entry. */
export function bibtex(cited: Cited): string {
  const { id, title, owner, version, releasedAtMs, url } = cited;
  const year = releasedAtMs === null ? [] : [["year", String(new Date(releasedAtMs).getUTCFullYear())]];
  const fields = [
    ["title", `{${latex(title)}}`],
    ["author", `{${owner}}`],
    ...year,
    ["publisher", "Assay"],
    ["version", String(version ?? 0)],
    ["url", url],
  ];
  return `@misc{${id}${version === null ? "" : `_v${version}`},\n${fields.map(([name, value]) => `  ${name} = {${value}}`).join(",\n")}\n}`;
}
