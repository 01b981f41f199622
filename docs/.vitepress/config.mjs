import { defineConfig } from "vitepress";

const page = (text, link) => ({ text, link });

export default defineConfig({
  title: "Rebound",
  description: "Monte Carlo uncertainty and global sensitivity for models written as equations",
  cleanUrls: true,
  // Links into the repository (data, schema) are no pages of the site; reference/ is made by `npm run api`.
  ignoreDeadLinks: [/\/(data|schema|REFERENCES|CHANGELOG|scenarios|distributions|bench)/, /^\.\.?\//],
  srcExclude: ["node_modules/**"],
  themeConfig: {
    search: { provider: "local" },
    sidebar: [
      { text: "Begin", items: [page("Get started", "/get-started"), page("Coming from …", "/coming-from"), page("Bring your own", "/bring-your-own"), page("Troubleshooting", "/troubleshooting")] },
      { text: "Concepts", items: [page("Bands", "/bands"), page("Kinds of uncertainty", "/kinds"), page("Scopes, parts, drift", "/scopes-parts-drift"), page("Composition", "/composition"), page("Designs", "/designs"), page("Intervals", "/intervals"), page("Sobol'", "/sobol"), page("Morris", "/morris"), page("Sensitivity methods", "/sensitivity-methods"), page("Claims", "/claims"), page("Batches", "/batch"), page("Reports", "/report")] },
      { text: "Training impacts", items: [page("Model", "/model"), page("Data", "/data"), page("Cards", "/cards"), page("Coverage", "/coverage"), page("Measured energies", "/measured-energies")] },
      { text: "Reference", items: [page("Scenario files", "/scenario-files"), page("Expressions and units", "/expressions-and-units"), page("Families", "/families"), page("Import", "/import"), page("Exports", "/exports"), page("Library", "/library"), page("API", "/api/"), page("Editors and shells", "/editors"), page("Architecture", "/architecture")] },
    ],
  },
});
