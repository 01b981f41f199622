import type { Model } from "../../model/model.ts";
import type { FactorSource } from "../evaluate.ts";
import { nominalSource, sampledSource } from "../sources.ts";
import type { OverriddenPoints } from "./points.ts";

/** Values of the factors at points with overrides. */
export function overriddenSource(model: Model, points: OverriddenPoints): FactorSource {
  const { plan, rows, byVariant, byRow } = points;
  const rest = plan === null ? nominalSource(model) : sampledSource(model, plan);
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
        const column = columns.get(`${factor}/${variant}`);
        if (column !== undefined) out.set(column.subarray(first, last), at);
        else if (constant !== undefined && !Number.isNaN(constant[variant])) {
          out.fill(constant[variant]!, at, at + last - first);
        } else rest.fill(factor, component, first, last, out, at);
        row += last - first;
      }
    },
  };
}
