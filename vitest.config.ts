import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    maxWorkers: "100%", // by default one core is left idle: half of a small machine
    include: ["test/**/*.test.ts"],
    exclude: ["test/engines/**", "node_modules/**"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The Grafana bindings are compiled already; a workspace package would be transformed again for every test file.
    server: { deps: { external: [/\/providers\/grafana\/lib\//] } },
  },
});
