/**
 * The real suggestion worker on a Node thread, with the face of a browser's `Worker`: so its messages, its loading and
 * its refusals are tested without a browser. (Pictures need a browser's canvas: the end-to-end test shows those.)
 */
import { Worker as Thread } from "node:worker_threads";

const worker = new URL("../../lib/prelabel/suggest.worker.ts", import.meta.url).href;

const ENTRY = `
const { parentPort } = require("node:worker_threads");
globalThis.self = { postMessage: (message) => parentPort.postMessage(message) };
const waiting = [];
parentPort.on("message", (data) => (self.onmessage ? self.onmessage({ data }) : waiting.push(data)));
import("tsx/esm/api")
  .then(({ register }) => register())
  .then(() => import(${JSON.stringify(worker)}))
  .then(() => waiting.forEach((data) => self.onmessage({ data })));
`;

export function nodeWorker(entry: string = ENTRY): Worker {
  const thread = new Thread(entry, { eval: true });
  const face: Pick<Worker, "postMessage" | "terminate" | "onmessage" | "onerror"> = {
    onmessage: null,
    onerror: null,
    postMessage: (message: unknown) => thread.postMessage(message),
    terminate: () => void thread.terminate(),
  };
  const like = face as Worker;
  thread.on("message", (data) => like.onmessage?.({ data } as MessageEvent));
  thread.on("error", (error) => like.onerror?.({ message: error.message } as ErrorEvent));
  return like;
}
