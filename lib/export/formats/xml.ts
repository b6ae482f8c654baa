import Builder from "fast-xml-builder";

const builder = new Builder({
  attributeNamePrefix: "@",
  ignoreAttributes: false,
  format: true,
  suppressEmptyNode: true,
});

/** A text as XML 1.0 can hold it: signs that it has no way to write are replaced, and so is what attributes would turn into space. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\t\r\n]/g, " ")
    .replaceAll(/\p{Cc}|[\ufffe\uffff]/gu, "\ufffd");

/** One element and what is in it, indented. Names that begin with `@` are attributes. Texts must be `xmlText`. */
export const xmlElement = (element: object): string => builder.build(element);
