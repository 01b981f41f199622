import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openPieceFiles } from "../../src/io/piece-files.ts";
import { withCheckpoint } from "../../src/run/checkpoint.ts";
import type { Executor } from "../../src/run/executor.ts";
import { inline } from "../../src/run/inline.ts";
import { runScenario } from "../../src/run/run.ts";
import { directions } from "../design/directions.ts";
import { load } from "../scenario/memory-files.ts";

const folder = mkdtempSync(join(tmpdir(), "rebound-pieces-"));
afterAll(() => rmSync(folder, { recursive: true }));

const files = {
  "t.csv": "system,date,load\nA,2013,1\nB,2014,10\nC,2015,100\nD,2016,7\n",
  "s.yaml": `rebound: 1
model: {equations: {y: a * load * b}}
table: t.csv
factors: {a: {lognormal: {median: 1, gsd: 2}}, b: {lognormal: {median: 1, gsd: 2}, scope: system}}
outputs: [y]
trends: {t: {of: y, over: date}}
aggregates: {s: {of: y, reduce: sum}}
sampling: {draws: 1024}
`,
};

async function run(executor: Executor): Promise<string> {
  const options = { directions, version: "test", runtime: "test" };
  const result = await runScenario(await load(files), { ...options, executor });
  return result.manifest.resultDigest;
}

/** Fails at the piece with this number, counted over the whole run. */
function failingAt(last: number): Executor {
  let count = 0;
  return {
    open(job, size) {
      const session = inline.open(job, size);
      return {
        store: session.store,
        run: (pieces, finished) =>
          session.run(pieces, (index, result) => {
            finished(index, result);
            if (++count === last) throw new Error("power is gone");
          }),
      };
    },
  };
}

describe("a run that goes on", () => {
  test("after any piece gives the result of an unbroken one", async () => {
    const whole = await run(inline);
    let pieces = 0;
    for (let last = 1; ; last++) {
      const at = join(folder, `at-${last}`);
      const kept = openPieceFiles({ folder: at, delay: 0 });
      const broken = await run(withCheckpoint(failingAt(last), { pieces: kept, run: "run" })).catch(
        () => "broken",
      );
      if (broken !== "broken") {
        expect(broken).toBe(whole);
        break;
      }
      const again = openPieceFiles({ folder: at, delay: 0 });
      expect(await run(withCheckpoint(inline, { pieces: again, run: "run" }))).toBe(whole);
      expect([again.taken, again.unusable]).toEqual([last, []]);
      pieces = last;
    }
    expect(pieces).toBeGreaterThan(5);
  });

  test("takes no piece that was cut or changed anywhere, and names it", async () => {
    const at = join(folder, "cut");
    const whole = await run(
      withCheckpoint(inline, { pieces: openPieceFiles({ folder: at, delay: 0 }), run: "run" }),
    );
    const name = readdirSync(at).sort()[0]!;
    const bytes = readFileSync(join(at, name));
    const offsets = Array.from({ length: 40 }, (_, i) => Math.floor((i * bytes.length) / 40));
    for (const offset of offsets) {
      const changed = Buffer.from(bytes);
      changed[offset]! ^= 1;
      for (const damaged of [bytes.subarray(0, offset), changed]) {
        writeFileSync(join(at, name), damaged);
        const kept = openPieceFiles({ folder: at, delay: 0 });
        expect(await run(withCheckpoint(inline, { pieces: kept, run: "run" }))).toBe(whole);
        expect(kept.unusable).toHaveLength(1);
        expect(kept.unusable[0]).toContain(name);
      }
    }
  });

  test("takes no piece of another run", async () => {
    const at = join(folder, "other");
    const whole = await run(
      withCheckpoint(inline, { pieces: openPieceFiles({ folder: at, delay: 0 }), run: "run" }),
    );
    const kept = openPieceFiles({ folder: at, delay: 0 });
    expect(await run(withCheckpoint(inline, { pieces: kept, run: "another" }))).toBe(whole);
    expect(kept.taken).toBe(0);
    expect(kept.unusable.every((reason) => reason.endsWith("a piece of another run"))).toBe(true);
  });

  test("writes nothing before its delay, unless asked", async () => {
    const at = join(folder, "late");
    const kept = openPieceFiles({ folder: at, delay: 1e6 });
    await run(withCheckpoint(inline, { pieces: kept, run: "run" }));
    expect(() => readdirSync(at)).toThrow();
    kept.flush();
    expect(readdirSync(at).length).toBeGreaterThan(5);
  });
});
