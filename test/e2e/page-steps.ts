import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, type TestInfo } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];

/** Words that stand in no other row, also where a test is run again. */
export const wordsOf = (what: string, { project, retry }: TestInfo): string => `${what}, ${project.name} ${retry}`;
export const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
export const saved = (page: Page): Promise<void> => expect(page.getByText("Sparat.")).toBeVisible();
/** What a page breaks of the rules of accessibility, by the rules' names. */
export const axe = async (page: Page): Promise<string[]> => (await new AxeBuilder({ page }).withTags(RULES).analyze()).violations.map(({ id }) => id);
