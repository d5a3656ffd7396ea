import { defineConfig } from "vitest/config";

// Engines are heavy, so their files run one after another; a provider that is 870 MB large takes minutes over a plan.
export default defineConfig({
  test: {
    include: ["test/engines/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
