import { BaseSequencer, type TestSpecification } from "vitest/node";
import { defineConfig } from "vitest/config";

/** Those that take minutes come first: the last ones would else run alone while the other core waits. */
const LONG = [/\/test\/kill\//, /\/test\/(permissions|cli|mutation|documents|confidential)\.test\.ts$/];
const rank = (file: string): number => (LONG.findIndex((pattern) => pattern.test(file)) + LONG.length + 1) % (LONG.length + 1);

/** What starts the program in processes of its own, and asks the server who is there. */
const ALONE = ["test/operations.test.ts", "test/cli.test.ts", "test/backup.test.ts"];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a.moduleId) - rank(b.moduleId));
  }
}

export default defineConfig({
  test: {
    environment: "node",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: ["default"],
    sequence: { sequencer: LongFirst },
    projects: [
      // Rules are functions of what they are given: their files need no process of their own, and are done in half the time.
      { extends: true, test: { name: "rules", include: ["src/**/*.test.ts", "src/**/*.test.tsx"], isolate: false } },
      // Nor do those that work with the whole program in their own: what it is made of is read once.
      { extends: true, test: { name: "whole", include: ["test/*.test.ts"], exclude: ALONE, isolate: false } },
      { extends: true, test: { name: "alone", include: ["test/kill/*.test.ts", ...ALONE] } },
    ],
  },
});
