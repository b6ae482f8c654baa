// A second browser engine for one end-to-end test: Firefox, where it is or can be had. It is never demanded.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const NAMES = ["firefox-esr", "firefox"];
const MAC_APP = "/Applications/Firefox.app/Contents/MacOS/firefox";

/**
 * @returns {string | undefined} the Firefox that $FIREFOX names, or an installed one
 */
export function findFirefox() {
  const named = process.env.FIREFOX;
  if (named !== undefined && named !== "") return named;
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...onPath, MAC_APP].find((file) => existsSync(file));
}

/**
 * Root on a Debian gets Debian's firefox-esr installed; elsewhere the test that wants it says that it was skipped.
 *
 * @returns {"present" | "installed" | "absent, its test is skipped"}
 */
export function ensureFirefox() {
  if (findFirefox() !== undefined) return "present";
  if (process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const install = () => spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "firefox-esr"], { env });
    // A fresh image has no list of packages; where there is one, asking for it again would only cost time.
    if (install().status !== 0 && spawnSync("apt-get", ["update"], { env }).status === 0) install();
    if (findFirefox() !== undefined) return "installed";
  }
  return "absent, its test is skipped";
}
