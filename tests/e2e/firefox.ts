// Firefox over WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), as much of it as one test needs.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { WebSocket } from "ws";

export type Firefox = {
  goto(url: string): Promise<void>;
  /** The text that an expression, or the promise it makes, comes to in the page. */
  evaluate(expression: string): Promise<string>;
  close(): Promise<void>;
};

/** Starts a Firefox without a window on a profile of its own. Rejects when it does not start or speaks no BiDi. */
export async function openFirefox(binary: string): Promise<Firefox> {
  const profile = mkdtempSync(path.join(tmpdir(), "assay-firefox-"));
  const args = ["--headless", "--no-remote", "--remote-debugging-port", "0", "--profile", profile, "about:blank"];
  const browser = spawn(binary, args, { env: { ...process.env, HOME: profile }, stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((resolve) => browser.once("exit", () => resolve()));
  const close = async () => {
    browser.kill("SIGTERM");
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const call = await connect(`${await addressOf(browser)}/session`);
    await call("session.new", { capabilities: {} });
    const tree = (await call("browsingContext.getTree", {})) as { contexts: { context: string }[] };
    const context = tree.contexts[0]?.context ?? "";
    return {
      close,
      goto: async (url) => {
        await call("browsingContext.navigate", { context, url, wait: "complete" });
      },
      evaluate: async (expression) => {
        const target = { context };
        const found = (await call("script.evaluate", { expression, target, awaitPromise: true })) as Evaluated;
        if (found.type !== "success") throw new Error(`Firefox: ${found.exceptionDetails?.text ?? found.type}`);
        return String(found.result?.value);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type Evaluated = {
  readonly type: string;
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text?: string };
};

/** Where Firefox listens: it says so once on its error output. */
function addressOf(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    browser.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const address = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    browser.once("error", reject);
    browser.once("exit", () => reject(new Error(`Firefox ended before it listened:\n${said}`)));
  });
}

type Call = (method: string, params: object) => Promise<unknown>;

async function connect(url: string): Promise<Call> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const pending = new Map<number, (message: BidiMessage) => void>();
  socket.on("message", (data) => {
    const message = JSON.parse(data.toString()) as BidiMessage;
    if (message.id !== undefined) pending.get(message.id)?.(message);
  });
  let id = 0;
  return (method, params) =>
    new Promise((resolve, reject) => {
      id++;
      pending.set(id, ({ type, result, message }) =>
        type === "success" ? resolve(result) : reject(new Error(`Firefox, ${method}: ${message}`)),
      );
      socket.send(JSON.stringify({ id, method, params }));
    });
}

type BidiMessage = {
  readonly id?: number;
  readonly type: string;
  readonly result?: unknown;
  readonly message?: string;
};
