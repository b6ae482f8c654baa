// The command line's own upload, killed half way: called again, it goes on where the server's copy ends.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "@playwright/test";
import { enter } from "./crowd";

const ROWS = 950;
/** Three pieces of at most 8 MB, and more than is sent in one go. */
const ROW = "x".repeat(18_000);

test("assay import: killed between two pieces, the second call begins at the byte where the first one ended", async ({
  baseURL,
}) => {
  const { api } = await enter(baseURL ?? "", "cli resume");
  const { key } = await api.send<{ key: string }>("POST", "/api/v1/api-keys", {
    name: "cli",
    scopes: ["read", "bounties"],
  });
  const config = { question: "Which?", labels: ["A", "B"] };
  const { id } = await api.send<{ id: string }>("POST", "/api/v1/bounties", { title: "By the line", config });
  const home = await mkdtemp(join(tmpdir(), "assay-resume-"));
  const file = join(home, "rows.csv");
  await writeFile(file, `text\n${Array.from({ length: ROWS }, (_, i) => `${i} ${ROW}`).join("\n")}\n`);
  const line = await lineTo(baseURL ?? "");
  const call = () =>
    spawn("bin/assay", ["import", id, file, "--format", "csv", "--json", "--url", line.url], {
      env: { ...process.env, ASSAY_KEY: key, XDG_CONFIG_HOME: home },
      stdio: ["ignore", "pipe", "inherit"],
    });
  try {
    const first = call();
    await line.held;
    await killed(first);
    expect(line.offsets).toEqual([0, 8_000_000]);
    line.open();
    const second = call();
    const said = await text(second.stdout);
    expect(JSON.parse(said)).toMatchObject({ bounty: id, state: "accepted", accepted: ROWS, rejected: 0 });
    expect(line.offsets).toEqual([0, 8_000_000, 8_000_000, 16_000_000]);
  } finally {
    line.server.closeAllConnections();
    line.server.close();
    await rm(home, { recursive: true });
  }
});

type Line = {
  readonly url: string;
  readonly server: Server;
  /** Where each piece began, in the order that they were sent. */
  readonly offsets: number[];
  /** Told when the second piece has begun and lies still. */
  readonly held: Promise<void>;
  /** From now on all goes through. */
  open(): void;
};

/** A line to the server that lets the first piece through and holds the second. */
async function lineTo(base: string): Promise<Line> {
  const offsets: number[] = [];
  const state = { open: false };
  let tell: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const server = createServer((asked, answer) => {
    if (asked.method === "PATCH") {
      offsets.push(Number(asked.headers["upload-offset"]));
      if (offsets.length > 1 && !state.open) return tell();
    }
    const on = request(new URL(asked.url ?? "/", base), { method: asked.method, headers: asked.headers }, (found) => {
      answer.writeHead(found.statusCode ?? 502, found.headers);
      found.pipe(answer);
    });
    on.on("error", () => answer.destroy());
    asked.pipe(on);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const open = () => {
    state.open = true;
  };
  return { url, server, offsets, held, open };
}

function killed(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.once("exit", () => done());
    child.kill("SIGKILL");
  });
}
