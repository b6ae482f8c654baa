// A screen as people see it: wide and narrow, light and dark. The pictures lie in tests/e2e/.out/look, to be looked at.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const SIZES = { 1440: { width: 1440, height: 900 }, 390: { width: 390, height: 844 } } as const;
const THEMES = ["light", "dark"] as const;
/** Where axe looks: each size and each theme once. */
const TESTED = ["1440-light", "390-dark"];

/** Photographs what stands on the page in both sizes and both themes; nothing beside it, nothing that shuts people out. */
export async function lookAt(page: Page, name: string): Promise<void> {
  for (const [width, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const where = `${name}-${width}-${colorScheme}`;
      await page.screenshot({ path: `tests/e2e/.out/look/${where}.png`, fullPage: true });
      const beside = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(beside, `${where} is wider than its window`).toBeLessThanOrEqual(0);
      if (TESTED.includes(`${width}-${colorScheme}`)) expect.soft(await violations(page), where).toEqual([]);
    }
  }
  await page.setViewportSize(SIZES[1440]);
}

/** What axe finds that is serious or worse: the rule and where. */
async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).analyze();
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary}`),
    );
}
