import { expect, test } from "vitest";
import { bibtex, citation } from "@/lib/export/citation";

const CITED = {
  ...{ id: "bty_7", title: "Tone", owner: `0x${"a1".repeat(20)}`, version: 2, releasedAtMs: Date.UTC(2026, 10, 25) },
  url: "https://assay.test/datasets/bty_7",
};

test("words name who, what, which version and where", () => {
  expect(citation(CITED)).toBe(`${CITED.owner}: Tone. Assay, version 2. ${CITED.url}`);
});

test("BibTeX: an entry with its key, one field a line", () => {
  expect(bibtex(CITED)).toBe(
    [
      "@misc{bty_7_v2,",
      "  title = {{Tone}},",
      `  author = {{${CITED.owner}}},`,
      "  year = {2026},",
      "  publisher = {Assay},",
      "  version = {2},",
      `  url = {${CITED.url}}`,
      "}",
    ].join("\n"),
  );
});

test("BibTeX: no title ends the entry or runs a command: braces are balanced, signs are escaped", () => {
  const text = bibtex({ ...CITED, title: "50 % of {x}} \\input{etc} & more_\n#$~^" });
  expect(text).toContain(
    String.raw`title = {{50 \% of \{x\}\} \textbackslash{}input\{etc\} \& more\_ \#\$\textasciitilde{}\textasciicircum{}}}`,
  );
  const depth = [...text.replaceAll(/\\[{}]/g, "")].reduce(
    (sum, sign) => sum + (sign === "{" ? 1 : sign === "}" ? -1 : 0),
    0,
  );
  expect(depth).toBe(0);
});
