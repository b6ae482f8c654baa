#!/usr/bin/env node
// npm start: installs, starts, builds and serves everything. Plain Node: it must run before any package is installed,
// and say so politely on a Node that is too old for the rest.
const NEEDED = [20, 19];
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  process.stderr.write(
    `✗ Assay needs Node ${NEEDED.join(".")} or later, and this is Node ${process.versions.node}.\n  Install a newer Node (https://nodejs.org) and start again.\n`,
  );
  process.exit(1);
}

const { main } = await import("./launch/main.mjs");
process.exit(await main());
