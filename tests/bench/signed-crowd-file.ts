/** `node --import tsx signed-crowd-file.ts <shape> <file>`: writes that crowd's evidence, gzipped; prints how many submissions it has. */
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type CrowdShape, signedEvidence } from "./signed-crowd";

const [shape = "", file = ""] = process.argv.slice(2);
let submissions = 0;

async function* counted(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let some: string[] = [];
  for await (const line of lines) {
    if (line.includes('"type":"submission"')) submissions++;
    if (some.push(line) < 1000) continue;
    yield some.join("");
    some = [];
  }
  yield some.join("");
}

const lines = signedEvidence(JSON.parse(shape) as CrowdShape);
await pipeline(Readable.from(counted(lines)), createGzip({ level: 1 }), createWriteStream(file));
process.stdout.write(String(submissions));
