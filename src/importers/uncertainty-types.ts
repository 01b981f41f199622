/** Uncertainty fields of stats_arrays; what is absent there (NaN, null, an empty cell) is absent here. */
export interface Uncertainty {
  readonly type: number | undefined;
  readonly loc: number | undefined;
  readonly scale: number | undefined;
  readonly shape: number | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  /** The exchange's own value, where there is no distribution. */
  readonly amount: number | undefined;
  readonly negative: boolean;
}

type Family = Readonly<Record<string, unknown>>;

/** Most integers that a discrete uniform distribution is written out for. */
const mostOptions = 1000;

/**
 * Each distribution of stats_arrays by its number, as one of ours: a family with its parameters, or why there is
 * none. The meaning of `loc`, `scale` and `shape` differs from type to type: for lognormals `loc` is the mean of ln x.
 */
export const uncertaintyFamilies: Readonly<Record<number, (fields: Uncertainty) => Family | string>> = {
  0: constant,
  1: constant,
  2: (fields) => {
    if (fields.negative)
      return "a negative lognormal: declare its size here, and the sign in the equation that uses it";
    return { lognormal: { logMu: fields.loc, logSigma: fields.scale }, ...truncation(fields) };
  },
  3: (fields) => ({ normal: { mean: fields.loc, sd: fields.scale }, ...truncation(fields) }),
  4: ({ minimum, maximum }) => ({ uniform: { low: minimum, high: maximum } }),
  5: ({ minimum, loc, maximum }) => ({
    triangular: { low: minimum, mode: loc ?? middle(minimum, maximum), high: maximum },
  }),
  6: ({ loc = Number.NaN }) => {
    if (!(loc >= 0 && loc <= 1)) return `loc is no probability: ${loc}`;
    return {
      categorical: {
        options: [
          { value: 0, weight: 1 - loc },
          { value: 1, weight: loc },
        ],
      },
    };
  },
  7: discreteUniform,
  8: (fields) => withoutOffset(fields, { weibull: { shape: fields.shape, scale: fields.scale } }),
  9: (fields) => withoutOffset(fields, { gamma: { shape: fields.shape, scale: fields.scale } }),
  10: ({ loc, shape, minimum, maximum }) => ({
    beta: {
      alpha: loc,
      beta: shape,
      ...(minimum === undefined && maximum === undefined ? {} : { low: minimum ?? 0, high: maximum ?? 1 }),
    },
  }),
  11: ({ loc, scale, shape = 0 }) =>
    shape === 0
      ? { gumbel: { location: loc, scale } }
      : `an extreme-value distribution of shape ${shape}: only 0 (Gumbel) is known`,
  12: ({ loc = 0, scale = 1, shape }) => ({ studentT: { df: shape, location: loc, scale } }),
  13: ({ minimum, loc, maximum, scale = 4 }) =>
    scale === 4
      ? { pert: { low: minimum, mode: loc, high: maximum } }
      : `a PERT distribution with lambda ${scale}: only 4 is known`,
};

function constant({ loc, amount }: Uncertainty): Family | string {
  const value = amount ?? loc;
  return value === undefined ? "no distribution and no amount" : { constant: value };
}

function truncation({ minimum, maximum }: Uncertainty): Family {
  if (minimum === undefined && maximum === undefined) return {};
  return {
    truncate: {
      ...(minimum === undefined ? {} : { low: minimum }),
      ...(maximum === undefined ? {} : { high: maximum }),
    },
  };
}

function withoutOffset({ loc = 0, negative }: Uncertainty, family: Family): Family | string {
  if (negative)
    return "a negative distribution: declare its size here, and the sign in the equation that uses it";
  return loc === 0 ? family : `an offset of ${loc} (loc): add it in the equation that uses it`;
}

/** Whole numbers from minimum up to, but without, maximum. */
function discreteUniform({ minimum = 0, maximum }: Uncertainty): Family | string {
  if (maximum === undefined) return "no maximum";
  const count = Math.ceil(maximum - minimum);
  if (!(count >= 1 && count <= mostOptions))
    return `${count} whole numbers: between 1 and ${mostOptions} are written out`;
  return {
    categorical: {
      options: Array.from({ length: count }, (_, index) => ({ value: minimum + index, weight: 1 })),
    },
  };
}

function middle(minimum: number | undefined, maximum: number | undefined): number | undefined {
  return minimum === undefined || maximum === undefined ? undefined : (minimum + maximum) / 2;
}
