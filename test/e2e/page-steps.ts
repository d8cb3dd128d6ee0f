import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, type TestInfo } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];

/** Words that stand in no other row, also where a test is run again. */
export const wordsOf = (what: string, { project, retry }: TestInfo): string => `${what}, ${project.name} ${retry}`;
export const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
export const saved = (page: Page): Promise<void> => expect(page.getByText("Sparat.")).toBeVisible();
/** Thousands of cells: their contrast is checked on the smaller pages, which share their style. */
const LARGE = /\/matt$|\/matt\/aret$|\/dokument\/annual-report$/;

/** What a page breaks of the rules of accessibility: the rule, and where. No page has frames, so it is asked in the page itself and once. */
export async function axe(page: Page): Promise<string[]> {
  const rules = { "color-contrast": { enabled: !LARGE.test(page.url()) } };
  const { violations } = await new AxeBuilder({ page }).options({ runOnly: { type: "tag", values: RULES }, resultTypes: ["violations"], rules }).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}
