import { defineConfig } from "vitest/config";

// Unit tests run the sources with the inline evaluator; tests named *.dist.test.ts run what `npm run build`
// made (Node 20 cannot load a worker written in TypeScript), so `npm test` builds first.
export default defineConfig({
  test: { include: ["test/**/*.test.ts"], testTimeout: 300_000, hookTimeout: 300_000 },
});
