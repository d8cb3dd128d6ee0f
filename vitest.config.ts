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
    include: ["src/**/*.test.ts", "src/**/*.test.tsx", "test/*.test.ts", "test/kill/*.test.ts"],
    environment: "node",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: ["default"],
    sequence: { sequencer: LongFirst },
  },
});
