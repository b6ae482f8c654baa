import { mkdirSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { fingerprint, onceFor } from "@/bin/launch/fingerprint.mjs";
import { tempFolder } from "./temp-folder";

function sources(): string {
  const root = tempFolder();
  mkdirSync(path.join(root, "app/deep"), { recursive: true });
  writeFileSync(path.join(root, "app/deep/page.tsx"), "one");
  writeFileSync(path.join(root, "app/layout.tsx"), "two");
  return root;
}

test("a fingerprint changes with a byte or a name, and with nothing else", () => {
  const root = sources();
  const print = fingerprint(root, ["app", "missing"]);
  utimesSync(path.join(root, "app/layout.tsx"), 1, 1);
  expect(fingerprint(root, ["app", "missing"])).toBe(print);
  expect(fingerprint(root, ["app"], { extra: ["v20"] })).not.toBe(print);
  renameSync(path.join(root, "app/deep/page.tsx"), path.join(root, "app/page.tsx"));
  expect(fingerprint(root, ["app"])).not.toBe(print);
  renameSync(path.join(root, "app/page.tsx"), path.join(root, "app/deep/page.tsx"));
  expect(fingerprint(root, ["app"])).toBe(print);
  writeFileSync(path.join(root, "app/layout.tsx"), "twO");
  expect(fingerprint(root, ["app"])).not.toBe(print);
  expect(fingerprint(root, ["app"], { leaveOut: (name) => name === "app/layout.tsx" })).not.toBe(print);
});

test("work is done once for a fingerprint, and again when it failed", async () => {
  const stamp = path.join(tempFolder(), "deep/stamp");
  const fail = () => Promise.reject(new Error("no"));
  let times = 0;
  const work = async () => {
    times += 1;
  };
  await expect(onceFor(stamp, "a", fail)).rejects.toThrow("no");
  expect(await onceFor(stamp, "a", work)).toBe("done");
  expect(await onceFor(stamp, "a", work)).toBe("kept");
  await expect(onceFor(stamp, "b", fail)).rejects.toThrow("no");
  expect(await onceFor(stamp, "a", work)).toBe("done");
  expect(times).toBe(2);
});
