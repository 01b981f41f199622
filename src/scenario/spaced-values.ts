import { exp, log } from "../math/elementary.ts";
import type { Located, Reader } from "./reader.ts";

interface Spacing {
  readonly from?: Located;
  readonly to?: Located;
  readonly count?: Located;
  readonly scale?: Located;
}

/** Digits that are kept of a value between the ends: 0.30000000000000004 is no label. */
const digits = 12;

/** `from`, `to` and `count` as numbers, evenly spaced on a linear (default) or log scale; none where one is wrong. */
export function spacedValues(reader: Reader, at: Located, spacing: Spacing): readonly number[] {
  for (const key of ["from", "to", "count"] as const)
    if (spacing[key] === undefined)
      reader.report(at, `values, or from, to and count`, undefined, `no "${key}"`);
  const from = reader.number(spacing.from);
  const to = reader.number(spacing.to);
  const count = reader.whole(spacing.count, 2);
  const scale = reader.choice(spacing.scale, ["linear", "log"]) ?? "linear";
  if (from === undefined || to === undefined || count === undefined) return [];
  if (scale === "log" && (from <= 0 || to <= 0))
    return reader.report(at, "positive ends of a log scale", undefined, `${from} to ${to}`) ?? [];
  return spaced(from, to, count, scale);
}

/** `count` values from one end to the other, both included. */
export function spaced(
  from: number,
  to: number,
  count: number,
  scale: "linear" | "log" = "linear",
): readonly number[] {
  const between = (share: number): number =>
    scale === "log" ? exp(log(from) + share * log(to / from)) : from + share * (to - from);
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return from;
    return index === count - 1 ? to : Number(between(index / (count - 1)).toPrecision(digits));
  });
}
