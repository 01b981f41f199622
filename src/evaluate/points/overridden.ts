import type { Model } from "../../model/model.ts";
import type { FactorSource } from "../evaluate.ts";
import { nominalSource, sampledSource } from "../sources.ts";
import type { OverriddenPoints } from "./points.ts";

/** Values of the factors at points with overrides. */
export function overriddenSource(model: Model, points: OverriddenPoints): FactorSource {
  const { plan, rows, overrides } = points;
  const rest = plan === null ? nominalSource(model) : sampledSource(model, plan);
  const found = new Map(
    overrides.map(({ variant, factor, component, values }) => [`${variant}/${factor}/${component}`, values]),
  );
  const valuesOf = (variant: number, factor: number, component: number): Float64Array | undefined =>
    found.get(`${variant}/${factor}/${component}`) ?? found.get(`${variant}/${factor}/null`);
  return {
    fill(factor, component, from, to, out, offset) {
      for (let row = from; row < to; ) {
        const variant = Math.floor(row / rows);
        const first = row - variant * rows;
        const last = Math.min(rows, first + to - row);
        const at = offset + row - from;
        const values = valuesOf(variant, factor, component);
        if (values === undefined) rest.fill(factor, component, first, last, out, at);
        else if (values.length === 1) out.fill(values[0]!, at, at + last - first);
        else out.set(values.subarray(first, last), at);
        row += last - first;
      }
    },
  };
}
