import { BaseSequencer, type TestSpecification } from "vitest/node";
import { defineConfig } from "vitest/config";

/** Those that take minutes come first: the last ones would else run alone while the other core waits. */
const LONG = [/\/test\/kill\//, /\/test\/(permissions|cli|mutation|documents|confidential)\.test\.ts$/];
const rank = (file: string): number => (LONG.findIndex((pattern) => pattern.test(file)) + LONG.length + 1) % (LONG.length + 1);

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
      { extends: true, test: { name: "whole", include: ["test/*.test.ts", "test/kill/*.test.ts"] } },
    ],
  },
});
