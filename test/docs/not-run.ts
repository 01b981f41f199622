/** Blocks of the pages that no test runs, by page and first line, and why. The test holds the list complete. */
export const notRun: Readonly<Record<string, string>> = {
  "README.md: npm ci && npm start    # the main job: 289 training runs, 8192 draws each, bands and growth of energy, GWP and ADPe":
    "installs from the registry, then runs the main job in full",
  "docs/architecture.md: scenario → model → design → evaluate → analyze → result → run → report":
    "no command: the order that test/architecture.test.ts holds",
  "docs/editors.md: # yaml-language-server: $schema=https://unpkg.com/rebound-uq/schema/scenario.schema.json":
    "a comment, for an editor",
  "docs/editors.md: source <(rebound completion bash)      # in ~/.bashrc":
    "lines for the start-up files of three shells; test/cli runs the scripts that they source",
  "docs/get-started.md: npm install --global rebound-uq":
    "installs from the registry; test/package installs what would be published",
  'docs/library.md: import { loadScenario, parseDirections, run } from "rebound-uq";':
    "for a bundler and a browser; test/library bundles that entry and runs it without Node",
  "docs/scale.md: docker build -t registry.example/rebound-uq . && docker push registry.example/rebound-uq":
    "needs Docker, a registry and a cluster",
};
