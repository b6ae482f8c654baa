// The referee's ONNX file in browsers: in a Web Worker, bit for bit what the kernel gives in Node, and in that browser.
import { expect, test } from "@playwright/test";
import fc from "fast-check";
import { findFirefox } from "@/bin/parts/firefox.mjs";
import { METHODS } from "@/lib/referee/method";
import { referee } from "@/lib/referee/referee";
import { caseText, type RefereeCase } from "@/lib/twin/case-text";
import { resultDigest } from "@/lib/twin/result-digest";
import { anyCase } from "../referee/any-case";
import { syntheticCrowd } from "../referee/crowd";
import { openFirefox } from "./firefox";

const PAGE = "/dev/twin";

// Every case opens the file anew in a worker of its own: seconds of CPU, and many times that beside other work.
test.describe.configure({ timeout: 600_000 });

/** A crowd of 6,000 answers by each method, and two of the cases that the unit tests draw. */
const CASES: readonly RefereeCase[] = [
  ...METHODS.map((method) => ({ input: crowdWithGold(), policy: { unit: 50_000n, method } })),
  ...fc.sample(anyCase, { seed: 21, numRuns: 2 }),
];

test("Chromium: the file in a Web Worker gives the kernel's bits", async ({ page }) => {
  await page.goto(PAGE);
  await compareAll((expression) => page.evaluate(expression));
});

test("Firefox: the file in a Web Worker gives the kernel's bits", async ({ baseURL }) => {
  const binary = findFirefox();
  test.skip(binary === undefined, "there is no Firefox on this machine (FIREFOX may name one)");
  const firefox = await openFirefox(binary ?? "");
  try {
    await firefox.goto(`${baseURL}${PAGE}`);
    expect(await firefox.evaluate("navigator.userAgent")).toContain("Firefox/");
    await compareAll(firefox.evaluate);
  } finally {
    await firefox.close();
  }
});

test("what the referee refuses is refused in words", async ({ page }) => {
  await page.goto(PAGE);
  const [first] = CASES;
  if (!first) throw new Error("no case");
  const broken = { ...first, input: { ...first.input, label: first.input.label.map(() => 9) } };
  expect(await page.evaluate(recompute(broken))).toContain("referee: id out of range");
});

async function compareAll(evaluate: (expression: string) => Promise<string>): Promise<void> {
  for (const each of CASES) {
    const digest = resultDigest(referee(each.input, each.policy));
    expect(JSON.parse(await evaluate(recompute(each)))).toEqual({ file: digest, kernel: digest });
  }
}

function crowdWithGold(): RefereeCase["input"] {
  const {
    truth,
    source: _,
    ...votes
  } = syntheticCrowd({ items: 600, annotators: 40, classes: 4, perItem: 10, seed: 8 });
  return { ...votes, gold: truth.map((k, t) => (t % 10 === 0 ? k : -1)) };
}

/** What the page does with a case, as an expression for any browser: its outcome as text. */
function recompute(each: RefereeCase): string {
  return `(async () => {
    const until = async (ready) => { while (!ready()) await new Promise((wake) => setTimeout(wake, 20)); };
    const [box, button, outcome] = ["textarea", "main button", "output"].map((name) => document.querySelector(name));
    await until(() => !button.disabled);
    const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
    set.call(box, ${JSON.stringify(caseText(each))});
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((wake) => setTimeout(wake, 0));
    const runs = outcome.dataset.runs;
    button.click();
    await until(() => outcome.dataset.runs !== runs);
    return outcome.textContent;
  })()`;
}
