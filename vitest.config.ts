import { defineConfig } from "vitest/config";

// Unit tests run the sources with the inline evaluator; tests named *.dist.test.ts run what `npm run build`
// made (Node 20 cannot load a worker written in TypeScript), so `npm test` builds first. Two files at a time, on two
// cores too, where vitest would take one: much of the time goes into waiting for commands.
export default defineConfig({
  test: { maxWorkers: 2, include: ["test/**/*.test.ts"], testTimeout: 300_000, hookTimeout: 300_000 },
});
