import type { Model } from "../../model/model.ts";
import type { FactorSource } from "../evaluate.ts";
import { overriddenSource } from "./overridden.ts";
import type { Points } from "./points.ts";
import { shapleySource } from "./shapley-source.ts";

/** Values of the factors at the points of an analysis. */
export function pointSource(model: Model, points: Points): FactorSource {
  return points.kind === "shapley" ? shapleySource(model, points) : overriddenSource(model, points);
}
