import type { Plan } from "../design/index.ts";
import type { BackEndName } from "../evaluate/evaluate.ts";
import type { Program } from "../evaluate/program.ts";
import type { Model } from "../model/model.ts";
import type { Reductions } from "./reductions.ts";

/** What every job that evaluates the model carries. */
export interface Evaluation {
  readonly model: Model;
  /** The model compiled, once for all workers. */
  readonly program: Program;
  readonly plan: Plan;
  readonly reductions: Reductions;
  /** Default: the fastest that the worker has. */
  readonly backEnd?: BackEndName;
}
