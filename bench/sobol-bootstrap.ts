// Time and memory of the analysis of a large random design: node bench/run-ts.mjs bench/sobol-bootstrap.ts.
// k = 12 factors, N = 65 536 rows of A, 100 outputs, 1000 bootstrap resamples: from the outputs' columns to intervals.
import { makeCentring } from "../src/analyze/sobol/centring.ts";
import { estimateSobol } from "../src/analyze/sobol/estimate-sobol.ts";
import { chooseEstimator } from "../src/analyze/sobol/estimators.ts";
import { addBlock, makeSums, type SaltelliColumns } from "../src/analyze/sobol/sums.ts";

const [groups, rows, outputs, resamples, parts] = [12, 65_536, 100, 1000, 64];
const layout = { groups, both: false, second: false };
let state = 1;
const random = (): Float64Array =>
  Float64Array.from({ length: rows }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  });
const [a, b] = [random(), random()];
const columns: SaltelliColumns = { a, b, ab: Array.from({ length: groups }, random), ba: [] };
const memory = (): number => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
const before = memory();
let most = 0;
const start = performance.now();
let summing = 0;
for (let output = 0; output < outputs; output++) {
  const began = performance.now();
  const centring = makeCentring(a.subarray(0, 64));
  const blocks = Array.from({ length: parts }, (_, part) => {
    const sums = makeSums(layout);
    const cut = (column: Float64Array): Float64Array =>
      column.subarray((part * rows) / parts, ((part + 1) * rows) / parts);
    addBlock(sums, layout, { a: cut(a), b: cut(b), ab: columns.ab.map(cut), ba: [] }, centring);
    return sums;
  });
  summing += performance.now() - began;
  estimateSobol(blocks, centring, {
    layout,
    estimator: chooseEstimator("auto", false),
    method: { kind: "bootstrap", key: [1, 2], resamples, conservative: undefined },
    failures: "refuse",
    level: 0.95,
  });
  most = Math.max(most, memory() - before);
}
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
const total = performance.now() - start;
console.log(`k ${groups}, N ${rows}, ${outputs} outputs, ${resamples} resamples of ${parts} blocks`);
console.log(`sums ${seconds(summing)}, bootstrap ${seconds(total - summing)}, together ${seconds(total)}`);
console.log(`memory above the columns: at most ${(most / 2 ** 20).toFixed(1)} MiB`);
