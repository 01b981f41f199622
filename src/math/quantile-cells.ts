/*
 * How tables of quantiles are laid out (src/families/quantile-table.ts makes them, src/wasm/tabulated.ts reads them):
 * for w in (0, 1/2], each power of two has eight cells, and each cell the coefficients of a polynomial in the
 * mantissa less that of the cell's middle, the constant first.
 */

/** Coefficients of a cell's polynomial, of degree 7. */
export const COEFFICIENTS = 8;
/** Cells of each power of two, as bits of the mantissa. */
export const CELL_BITS = 3;
/** Below 2^-64, which no design reaches, quantiles are computed one by one. */
export const LEAST_EXPONENT = -64;
/** The high word of a double, shifted by this, numbers cells; the first one has the number `FIRST_CELL`. */
export const CELL_SHIFT = 20 - CELL_BITS;
export const FIRST_CELL = (1023 + LEAST_EXPONENT) << CELL_BITS;
/** From 2^-64 up to the one that starts at 1/2. */
export const CELLS = (-1 - LEAST_EXPONENT) * 2 ** CELL_BITS + 1;
