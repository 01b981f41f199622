import type { Directions } from "../design/index.ts";
import { backEndNamed, mostRowsOf } from "../evaluate/evaluate.ts";
import { hasDraws } from "../evaluate/program.ts";
import { nominalSource, sampledSource } from "../evaluate/sources.ts";
import { buildModel } from "../model/build.ts";
import { unitsOf } from "../model/unit-check.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { makeJob } from "./make-job.ts";

/** Values of all outputs of one system in some rows; NaN where a draw failed. */
export interface DrawBlock {
  readonly system: string;
  readonly firstRow: number;
  /** One column for each output, in the order of `Draws.outputs`. */
  readonly values: readonly Float64Array[];
}

export interface Draws {
  readonly outputs: readonly { readonly id: string; readonly unit: string }[];
  /** Rows of each system; 1 where no factor varies. */
  readonly rows: number;
  readonly hasTable: boolean;
  blocks(): Iterable<DrawBlock>;
}

/**
 * Every draw of every output, block by block, in the order of rows and then of systems: the values that the bands of a
 * run of the same scenario are made of.
 *
 * @throws IssueError as `runScenario` does.
 */
export function evaluateDraws(scenario: Scenario, directions: Directions): Draws {
  const { job } = makeJob(scenario, buildModel(scenario), directions);
  const units = unitsOf(scenario);
  const { model, program } = job;
  const varies = hasDraws(program);
  const rows = varies ? job.draws : 1;
  return {
    outputs: scenario.outputs.map(({ name }) => ({ id: name, unit: units.get(name) ?? "1" })),
    rows,
    hasTable: scenario.systems !== undefined,
    *blocks() {
      const source = varies ? sampledSource(model, job.plan) : nominalSource(model);
      const evaluator = backEndNamed().prepare(program, source);
      const step = Math.min(rows, mostRowsOf(program));
      for (let first = 0; first < rows; first += step) {
        const last = Math.min(first + step, rows);
        evaluator.load(first, last);
        for (const [index, system] of model.systems.entries()) {
          const values = Array.from({ length: job.outputs }, () => new Float64Array(last - first));
          evaluator.evaluate(index, (target, from, to, memory, offset, mask) => {
            const column = values[target];
            if (column === undefined) return;
            if (mask === 0) column.fill(finiteOrNaN(memory[offset]!), from - first, to - first);
            else
              for (let i = 0; i < to - from; i++) column[from - first + i] = finiteOrNaN(memory[offset + i]!);
          });
          yield { system, firstRow: first, values };
        }
      }
    },
  };
}

/** A draw fails where its value is not finite. */
function finiteOrNaN(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}
