// npm start: installs, starts, builds and serves everything. Plain Node: it must run before any package is installed,
// and say so politely on a Node that is too old for the rest.
const NEEDED = { major: 20, minor: 19 };
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < NEEDED.major || (major === NEEDED.major && minor < NEEDED.minor)) {
  process.stderr.write(
    `✗ Assay needs Node ${NEEDED.major}.${NEEDED.minor} or later, and this is Node ${process.versions.node}.\n  Install a newer Node (https://nodejs.org) and start again.\n`,
  );
  process.exit(1);
}

const { main } = await import("./launch/main.mjs");
process.exit(await main());
