import { defineConfig } from "vitest/config";

// Files run in forks because DuckDB is a native library: a crash then names the file that caused it.
export default defineConfig({
  // Vite would take graphql's .mjs, Apollo takes its .js: two modules that refuse each other's schema.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/shared-folder.ts"],
    pool: "forks",
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
  },
});
