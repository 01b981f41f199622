// What every page of tables needs: results of scenarios by the command line, and blocks of a page that are replaced.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";

export const root = new URL("../../", import.meta.url);

/** The result of a scenario, as `rebound run … --json` gives it. */
export function runScenario(path, ...options) {
  return runCommand("run", path, ...options);
}

/** The result of any command with `--json`. */
export async function runCommand(command, path, ...options) {
  const args = ["dist/rebound.js", command, path, "--json", ...options];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 2 ** 28 });
  return JSON.parse(stdout);
}

/** Rows of a table of data/, every cell as text. */
export async function readTable(name) {
  return parse(await readFile(new URL(`data/${name}.csv`, root), "utf8"), { columns: true });
}

/** Deterministic values of a result's aggregates by name. */
export function aggregatesOf(result) {
  return Object.fromEntries(result.aggregates.map(({ id, deterministic }) => [id, deterministic]));
}

export function trendOf(result, id) {
  return result.trends.find((trend) => trend.id === id);
}

/** A percentile of an output. */
export function percentile(output, p) {
  return output.quantiles.find((quantile) => quantile.p === p).value;
}

/** A Markdown table: names of columns, and rows of cells; columns after the first are aligned to the right. */
export function markdown(columns, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(columns), line(columns.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows.map(line)].join(
    "\n",
  );
}

/** Three significant digits, with thin groups of thousands and no exponent below 1e6. */
export function digits(value, count = 3) {
  if (value === null || value === undefined) return "–";
  if (value !== 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-3))
    return value.toExponential(count - 1);
  return Number(value.toPrecision(count))
    .toLocaleString("en", { maximumFractionDigits: 12 })
    .replaceAll(",", " ");
}

export function percent(share, decimals = 1) {
  return `${(100 * share).toFixed(decimals)} %`;
}

const block = (name) => new RegExp(`(<!-- table: ${name} -->\n)[^]*?(<!-- end -->)`);

/** The page with the text of each block between its marks; a block without marks, or marks without a block, throws. */
export function fillBlocks(page, blocks) {
  const marked = [...page.matchAll(/<!-- table: (\S+) -->/g)].map(([, name]) => name);
  const names = Object.keys(blocks);
  const lost = [
    ...names.filter((name) => !marked.includes(name)),
    ...marked.filter((name) => !names.includes(name)),
  ];
  if (lost.length > 0) throw new Error(`blocks without marks, or marks without a block: ${lost.join(", ")}`);
  return names.reduce(
    (text, name) => text.replace(block(name), (_, open, close) => `${open}${blocks[name]}\n${close}`),
    page,
  );
}
