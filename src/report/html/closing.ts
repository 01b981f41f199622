import type { OutputResult, Result } from "../../result/result.ts";
import { html, type Markup } from "./markup.ts";
import { tableMarkup } from "./table.ts";

/** Draws that failed, and what the run has to say of what it left out or replaced. */
export function leftOutSection(result: Result): Markup {
  const failed = failures(result);
  const { excluded = [] } = result;
  const items = [
    ...(excluded.length === 0 ? [] : [`Not included: ${excluded.join("; ")}`]),
    ...result.trends.flatMap(({ id, notes = [] }) => notes.map((note) => `Trend ${id}: ${note}`)),
    ...result.notes,
  ];
  return html`<section id="left-out"><h2>What failed or was left out</h2>
${items.length === 0 ? "" : html`<ul>${items.map((note) => html`<li>${noteMarkup(note)}.</li>`)}</ul>`}
${
  failed.length === 0
    ? html`<p>Every draw of every output gave a finite value.</p>`
    : html`<p>Draws without a finite value are counted here; every estimate is over the others.</p>
${tableMarkup("Failed draws", {
  columns: [{ name: "output" }, { name: "failed", numeric: true }, { name: "of draws", numeric: true }],
  rows: failed.map(({ name, failures, draws }) => [
    name,
    { value: failures, text: `${failures}` },
    { value: draws, text: `${draws}` },
  ]),
})}`
}
</section>\n`;
}

/** A note as a sentence; what stands between backticks is code. */
function noteMarkup(note: string): Markup {
  const [first = "", ...rest] = note;
  const parts = `${first.toUpperCase()}${rest.join("")}`.split("`");
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

function failures(result: Result): readonly { name: string; failures: number; draws: number }[] {
  const named = (name: string, { failures, draws }: OutputResult) => ({ name, failures, draws });
  const all = [
    ...result.outputs.map((output) => named(output.id, output)),
    ...result.aggregates.map((output) => named(output.id, output)),
    ...result.trends.flatMap(({ id, growthPerYear, doublingMonths }) =>
      [growthPerYear, doublingMonths].map((output) => named(`${id}: ${output.id}`, output)),
    ),
    ...(result.systems ?? []).flatMap(({ system, outputs }) =>
      outputs.map((output) => named(`${system}: ${output.id}`, output)),
    ),
  ];
  return all.filter(({ failures }) => failures > 0);
}

/** How to have the same result again, and how to tell that it is. */
export function againSection({ manifest }: Result): Markup {
  const { version, node, backEnd, seed, scenarioDigest, resultDigest, inputs } = manifest;
  const plan = manifest.plan as {
    readonly design?: string;
    readonly draws?: number;
    readonly replicates?: number;
  };
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["Seed", `${seed}`],
    [
      "Design",
      plan.design === undefined
        ? undefined
        : `${plan.design}, ${plan.draws} draws in ${plan.replicates} replicates`,
    ],
    ["Version", `rebound-uq ${version}, ${node}, ${backEnd}`],
    ["Digest of the scenario", scenarioDigest],
    ["Digest of the result", resultDigest],
  ];
  const command = manifest.command ?? `rebound run ${inputs[0]?.name ?? "SCENARIO"} --seed ${seed}`;
  return html`<section id="again"><h2>How to run it again</h2>
<pre tabindex="0"><code>npx rebound-uq@${version} ${command.replace(/^rebound /, "")}</code></pre>
<p>Equal inputs give an equal digest of the result, on any machine and with any number of workers.</p>
<dl class="facts">${facts.map(([name, value]) => (value === undefined ? "" : html`<dt>${name}</dt><dd><code>${value}</code></dd>`))}</dl>
<details><summary>${inputs.length} ${inputs.length === 1 ? "file" : "files"} read, with SHA-256</summary>
<dl class="facts">${inputs.map(({ name, sha256 }) => html`<dt>${name}</dt><dd><code>${sha256}</code></dd>`)}</dl></details>
</section>\n`;
}
