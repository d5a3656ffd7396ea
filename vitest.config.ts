import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/engines/**", "node_modules/**"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The Grafana bindings are compiled already; a workspace package would be transformed again for every test file.
    server: { deps: { external: [/\/providers\/grafana\/lib\//] } },
  },
});
