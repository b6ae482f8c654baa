// A screen as people see it: wide and narrow, light and dark.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { photograph, type Theme, WANTED } from "./photograph";

type Look = {
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  readonly rules?: readonly string[];
};

/** What axe looks for, where: everything once, and again what the other theme and the other size can change. */
const TESTED: readonly Look[] = [
  { width: 1440, height: 900, theme: "light", rules: [] },
  { width: 390, height: 844, theme: "dark", rules: ["color-contrast", "target-size", "scrollable-region-focusable"] },
];
/** And for those who look at pictures. */
const SEEN: readonly Look[] = [
  { width: 1440, height: 900, theme: "dark" },
  { width: 390, height: 844, theme: "light" },
];

/** Looks at what stands on the page in both sizes and both themes; nothing beside it, nothing that shuts people out. */
export async function lookAt(page: Page, name: string): Promise<void> {
  for (const { width, height, theme, rules } of WANTED ? [...TESTED, ...SEEN] : TESTED) {
    await page.setViewportSize({ width, height });
    await photograph(page, "look", name, theme);
    if (rules) expect.soft(await violations(page, rules), `${name} at ${width}, ${theme}`).toEqual([]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** What axe finds, by these rules or by all: the rule and where. These pages have no frames. */
export async function violations(page: Page, rules: readonly string[] = []): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const found = await (rules.length > 0 ? axe.withRules([...rules]) : axe).analyze();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary}`),
  );
}
