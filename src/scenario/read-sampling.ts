import { type Located, placeOf, type Reader } from "./reader.ts";
import type { Sampling } from "./scenario.ts";

const keys = ["design", "draws", "seed", "replicates", "quantiles", "qmc_dimensions"] as const;

/** How a scenario is sampled; what is not said has the defaults of the interface. */
export function readSampling(reader: Reader, at: Located | undefined, root: Located): Sampling {
  const fields = at === undefined ? {} : (reader.fields(at, { optional: keys }) ?? {});
  return {
    design: reader.choice(fields.design, ["random", "lhs", "sobol"]) ?? "sobol",
    draws: reader.whole(fields.draws, 1) ?? 4096,
    seed: readSeed(reader, fields.seed) ?? 1,
    replicates: reader.whole(fields.replicates, 1) ?? 8,
    quantiles: reader.items(fields.quantiles).flatMap((item) => reader.between(item, 0, 1) ?? []),
    qmcDimensions: reader.whole(fields.qmc_dimensions, 0) ?? 256,
    place: { ...placeOf(at ?? root), path: "sampling" },
  };
}

function readSeed(reader: Reader, at: Located | undefined): number | string | undefined {
  if (at?.node.kind === "scalar" && typeof at.node.value === "string") return reader.text(at);
  const value = reader.number(at, "a whole number, or a text");
  if (value === undefined || Number.isSafeInteger(value)) return value;
  return reader.report(at!, "a whole number up to 2^53, or a text", "Quote a longer one.");
}
