import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixture, output, systemNames } from "../gallery/fixture.ts";

/** A report in a real browser: Debian's chromium, or the one that CHROMIUM names. */
const executablePath = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path !== undefined && existsSync(path),
);
if (executablePath === undefined) console.log("Report in a browser: skipped, no chromium is installed.");

const rebound = fileURLToPath(new URL("../../dist/rebound.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "rebound-report-"));
const report = join(folder, "report.html");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** An index over two results, one with a name that would do harm. */
const index = join(folder, "several", "index.html");

function makeIndex(): void {
  const files = [fixture, { ...fixture, name: systemNames[0] }].map((result, number) => {
    const file = join(folder, `result-${number}.json`);
    writeFileSync(file, JSON.stringify(result));
    return file;
  });
  execFileSync(process.execPath, [rebound, "report", ...files, "--out", join(folder, "several"), "--quiet"]);
}

function makeReport(result: unknown, out: string): void {
  const file = join(folder, "result.json");
  writeFileSync(file, JSON.stringify(result));
  execFileSync(process.execPath, [rebound, "report", file, "--out", out, "--force", "--quiet"]);
}

describe.skipIf(executablePath === undefined)("a report in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    makeReport(fixture, folder);
    browser = await chromium.launch({ executablePath: executablePath!, args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens the report; what the page complains of or asks the network for is collected. */
  async function open(
    options: BrowserContextOptions = {},
    path = report,
  ): Promise<{ page: Page; complaints: string[] }> {
    const page = await (await browser.newContext(options)).newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("dialog", (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      if (!/^(file|data):/.test(request.url())) complaints.push(`request: ${request.url()}`);
    });
    await page.goto(`file://${path}`);
    return { page, complaints };
  }

  /** What axe finds that keeps someone from reading the page. */
  async function seriousFaults(page: Page): Promise<readonly string[]> {
    await page.evaluate(axe);
    const violations = (await page.evaluate("axe.run().then(({ violations }) => violations)")) as {
      impact: string;
      id: string;
      nodes: { html: string }[];
    }[];
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
  }

  async function makeAllLive(page: Page): Promise<number> {
    const pictures = page.locator("[data-figure]");
    const count = await pictures.count();
    for (let i = 0; i < count; i++) await pictures.nth(i).scrollIntoViewIfNeeded();
    await expect.poll(() => page.locator(".is-live").count(), { timeout: 15_000 }).toBe(count);
    return count;
  }

  test("opens without a complaint or a request, and every figure comes alive without eval", async () => {
    const { page, complaints } = await open();
    expect(await makeAllLive(page)).toBeGreaterThan(9);
    expect(complaints).toEqual([]);
    expect(await page.locator(".live svg").count()).toBe(await page.locator("[data-figure]").count());
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = 1" }))`,
    );
    expect(await page.evaluate("window.ran")).toBeUndefined();
    expect(complaints.join()).toMatch(/Content Security Policy/);
  });

  test("a name that looks like markup is a name, in text, tables, pictures and tooltips", async () => {
    const { page, complaints } = await open();
    await makeAllLive(page);
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.getByText(systemNames[0]!).count()).toBeGreaterThan(1);
    const mark = page
      .locator("#trend-gwp .live svg path[aria-roledescription], #trend-gwp .live .mark-symbol path")
      .first();
    await mark.hover({ force: true });
    await expect.poll(() => page.locator(".tip").textContent()).toContain(systemNames[0]);
    expect(await page.locator("img").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("tables sort by value, find text, and copy numbers in full", async () => {
    const { page } = await open({ permissions: ["clipboard-read", "clipboard-write"] });
    const figure = page.locator("#systems-gwp-kg-total");
    await figure.locator("summary").click();
    const medians = async (): Promise<number[]> =>
      figure
        .locator("tbody td:nth-child(3)")
        .evaluateAll((cells) => cells.map((cell) => Number(cell.dataset["value"])));
    const found = await medians();
    await figure.getByRole("button", { name: /^median/ }).click();
    expect(await medians()).toEqual([...found].sort((a, b) => b - a));
    await figure.getByRole("button", { name: /^median/ }).click();
    expect(await medians()).toEqual([...found].sort((a, b) => a - b));
    expect(await figure.locator("thead th:nth-child(3)").getAttribute("aria-sort")).toBe("ascending");
    await figure.getByRole("searchbox").fill("system 07");
    expect(await figure.locator("tbody tr:visible").count()).toBe(1);
    expect(await figure.getByRole("status").textContent()).toBe(`1 of ${systemNames.length} rows`);
    await figure.getByRole("button", { name: "Copy as CSV" }).click();
    await expect
      .poll(() => page.evaluate<string>("navigator.clipboard.readText()"))
      .toMatch(/^system,.*\r\nSystem 07,\d+\.\d{6,}/);
  });

  test("fits a phone, where labels are shorter", async () => {
    const { page } = await open({ viewport: { width: 360, height: 740 } });
    await makeAllLive(page);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    const widths = await page
      .locator(".live svg")
      .evaluateAll((all) => all.map((svg) => svg.getBoundingClientRect().width));
    expect(Math.max(...widths)).toBeLessThanOrEqual(360);
    expect(Math.min(...widths)).toBeGreaterThan(250);
  });

  test("prints its still pictures, in light colours, on A4", async () => {
    const { page } = await open({ colorScheme: "dark" });
    await makeAllLive(page);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".still svg:visible").count()).toBe(
      await page.locator("[data-figure]").count(),
    );
    expect(await page.locator(".live:visible, .tools:visible, nav:visible").count()).toBe(0);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString("latin1")).toMatch(/\/MediaBox \[0 0 59[45]\S* 84[12]/);
  });

  test.each(["light", "dark"] as const)("axe finds nothing serious, %s", async (colorScheme) => {
    const { page } = await open({ colorScheme });
    await makeAllLive(page);
    await page.evaluate(
      `for (const details of document.querySelectorAll("figure:first-of-type details, #values details")) details.open = true`,
    );
    expect(await seriousFaults(page)).toEqual([]);
  });

  test("an index over several results is searched, sorted and accessible; names in it are names", async () => {
    makeIndex();
    const { page, complaints } = await open({ viewport: { width: 360, height: 740 } }, index);
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.getByRole("link", { name: systemNames[0]! }).first().getAttribute("href")).toBe(
      "img-src-x-onerror-alert-1/report.html",
    );
    const names = (): Promise<string[]> => page.locator("#scenarios tbody th").allTextContents();
    const before = await names();
    await page.locator("#scenarios").getByRole("button", { name: "scenario" }).click();
    expect(await names()).toEqual([...before].sort());
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("300 systems with ten outputs weigh less than 8 MB", () => {
    const outputs = Array.from({ length: 10 }, (_, index) =>
      output(`output_${index}`, "kg CO2e", 10 ** index, 2),
    );
    const systems = Array.from({ length: 300 }, (_, index) => ({ system: `Training run ${index}`, outputs }));
    const large = join(folder, "large");
    makeReport({ ...fixture, systems }, large);
    expect(statSync(join(large, "report.html")).size).toBeLessThan(8e6);
  });
});
