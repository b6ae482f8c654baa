/** What the verify bench measures with, in Node and in the page alike. */
import type { VerifyReply } from "@/lib/client/verify-in-worker";
import type { CheckName } from "@/lib/settlement/mismatch";
import type { VerifyProgress } from "@/lib/settlement/verify";

/** Seconds by stage. Signatures are checked while the evidence is read: theirs is the time that is left after it. */
export type StageTimes = Readonly<Record<string, number>>;

declare global {
  var stages: { verifyInPage: typeof verifyInPage };
}

export function stageWatch() {
  const times: Record<string, number> = {};
  let stage: CheckName = "evidence";
  let since = performance.now();
  const close = () => {
    const now = performance.now();
    times[stage] = (times[stage] ?? 0) + (now - since) / 1000;
    since = now;
  };
  return {
    onProgress: ({ check }: VerifyProgress): void => {
      if (check === stage) return;
      close();
      stage = check;
    },
    end: (): StageTimes => {
      close();
      return times;
    },
  };
}

/** Seconds that WebCrypto takes for so many P-256 signatures and nothing else, 256 abreast. */
export async function bareVerifySeconds(signatures: number): Promise<number> {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const algorithm = { name: "ECDSA", hash: "SHA-256" };
  const { publicKey, privateKey } = await crypto.subtle.generateKey(curve, false, ["sign", "verify"]);
  const message = new Uint8Array(740);
  const signature = await crypto.subtle.sign(algorithm, privateKey, message);
  const startMs = performance.now();
  for (let done = 0; done < signatures; done += 256) {
    const some = Array.from({ length: Math.min(256, signatures - done) });
    await Promise.all(some.map(() => crypto.subtle.verify(algorithm, publicKey, signature, message)));
  }
  return (performance.now() - startMs) / 1000;
}

/** The app's verify worker on `/evidence`, watched from the page, whose frames are watched too. */
async function verifyInPage(signatures: number) {
  const watch = stageWatch();
  const frames = watchFrames();
  const worker = new Worker("/worker.js");
  const times = await new Promise<StageTimes>((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }: MessageEvent<VerifyReply>) => {
      if (data.kind === "progress") watch.onProgress(data.progress);
      if (data.kind === "failed") reject(new Error(data.reason));
      if (data.kind !== "done") return;
      if (data.report.verdict === "match") resolve(watch.end());
      else reject(new Error(JSON.stringify(data.report.mismatch)));
    };
    const evidenceUrl = new URL("/evidence", location.href).href;
    worker.postMessage({ kind: "verify", evidenceUrl, rpcUrl: undefined, engine: "kernel" });
  });
  const longestFrameMs = frames.end();
  worker.terminate();
  return { times, longestFrameMs, bareSeconds: await bareVerifySeconds(signatures) };
}

function watchFrames() {
  let longest = 0;
  let last = performance.now();
  let on = true;
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (on) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  return {
    end: () => {
      on = false;
      return longest;
    },
  };
}

// The page calls it by name; in Node nobody does.
globalThis.stages = { verifyInPage };
