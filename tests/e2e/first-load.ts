import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

export type Weighed = { readonly file: string; readonly gzipBytes: number };

/**
 * The JavaScript that a page of the built app loads before it can be used: what the build's manifests name for the framework,
 * the layout and the page, each file once, gzipped as a server would. What a page asks for later is not in it.
 * `page` is its folder below `app`, with groups: "(annotator)/label/[bountyId]".
 */
export function firstLoad(root: string, page: string): Weighed[] {
  const dir = path.join(root, ".next");
  const { rootMainFiles } = JSON.parse(readFileSync(path.join(dir, "build-manifest.json"), "utf8")) as {
    rootMainFiles: string[];
  };
  const entries = entriesOf(readFileSync(path.join(dir, "server/app", page, "page_client-reference-manifest.js"), "utf8"));
  const own = [entries["[project]/app/layout"], entries[`[project]/app/${page}/page`]];
  if (own.some((files) => files === undefined)) throw new Error(`the manifest of ${page} names no files of its own`);
  const files = new Set([...rootMainFiles, ...own.flatMap((list) => list ?? [])]);
  return [...files].map((file) => ({ file, gzipBytes: gzipSync(readFileSync(path.join(dir, file))).length }));
}

/** The manifest is a script that puts one JSON object under the page's name. */
function entriesOf(script: string): Readonly<Record<string, string[]>> {
  const json = /\]\s*=\s*(\{[\s\S]*\});?\s*$/.exec(script)?.[1];
  if (json === undefined) throw new Error("the page's manifest is not what it was: look at this build of Next");
  return (JSON.parse(json) as { entryJSFiles: Record<string, string[]> }).entryJSFiles;
}
