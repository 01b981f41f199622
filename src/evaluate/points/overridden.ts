import type { Model } from "../../model/model.ts";
import { libraryOf } from "../../wasm/library.ts";
import type { FactorSource } from "../evaluate.ts";
import { nominalSource, sampledSource } from "../sources.ts";
import type { OverriddenPoints } from "./points.ts";

/** Values of the factors at points with overrides. */
export function overriddenSource(model: Model, points: OverriddenPoints): FactorSource {
  const { plan, rows, byVariant, byRow } = points;
  const rest = drawsThenNominal(model, plan);
  const constants = new Map(
    byVariant.map(({ factor, component, values }) => [`${factor}/${component}`, values]),
  );
  const columns = new Map(byRow.map(({ factor, variant, values }) => [`${factor}/${variant}`, values]));
  return {
    fill(factor, component, from, to, out, offset) {
      const constant = constants.get(`${factor}/${component}`) ?? constants.get(`${factor}/null`);
      for (let row = from; row < to; ) {
        const variant = Math.floor(row / rows);
        const first = row - variant * rows;
        const last = Math.min(rows, first + to - row);
        const at = offset + row - from;
        // The first draws of the plan may take more of a library's memory, which then is another array.
        const memory = libraryOf(out)?.memory() ?? out;
        const column = columns.get(`${factor}/${variant}`);
        if (column !== undefined) memory.set(column.subarray(first, last), at);
        else if (constant !== undefined && !Number.isNaN(constant[variant])) {
          memory.fill(constant[variant]!, at, at + last - first);
        } else rest.fill(factor, component, first, last, memory, at);
        row += last - first;
      }
    },
  };
}

/** The draws of a plan in its rows, and the nominal point in all that follow. */
function drawsThenNominal(model: Model, plan: OverriddenPoints["plan"]): FactorSource {
  const nominal = nominalSource(model);
  if (plan === null) return nominal;
  const sampled = sampledSource(model, plan);
  return {
    fill(factor, component, from, to, out, offset) {
      const end = Math.max(from, Math.min(to, plan.draws));
      // First, since the draws may leave `out` without its memory.
      if (end < to) nominal.fill(factor, component, end, to, out, offset + end - from);
      if (end > from) sampled.fill(factor, component, from, end, out, offset);
    },
  };
}
