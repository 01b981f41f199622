import type { SobolEstimatorName } from "../../scenario/analyses/index.ts";
import { azziniRosati } from "./azzini-rosati.ts";
import type { Estimator } from "./estimator.ts";
import { janon } from "./janon.ts";
import { jansen1999 } from "./jansen1999.ts";
import { martinez } from "./martinez.ts";
import { saltelli2010 } from "./saltelli2010.ts";

/** Every estimator by the name that a scenario gives it. */
export const estimators: Readonly<Record<SobolEstimatorName, Estimator>> = {
  saltelli2010,
  jansen1999,
  janon,
  martinez,
  "azzini-rosati": azziniRosati,
};

/** A choice of formulas and what a result calls it. */
export interface ChosenEstimator extends Pick<Estimator, "firstOrder" | "totalOrder"> {
  readonly label: string;
}

/**
 * The formulas that a scenario asks for. `auto` is the most accurate pair for the points there are (measured: see
 * docs/sobol.md): Azzini & Rosati's where BA was evaluated, else Saltelli's S1 and Janon's ST.
 */
export function chooseEstimator(name: SobolEstimatorName | "auto", both: boolean): ChosenEstimator {
  if (name !== "auto") return { ...estimators[name], label: name };
  if (both) return { ...azziniRosati, label: azziniRosati.name };
  const { firstOrder } = saltelli2010;
  const { totalOrder } = janon;
  return { firstOrder, totalOrder, label: `${saltelli2010.name} (S1), ${janon.name} (ST)` };
}
