/** Four significant digits: plain from 0.001 to 10 million with spaces between thousands, else with an exponent. */
export function formatNumber(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e7) return value.toExponential(3).replace("e+", "e");
  const decimals = Math.max(0, 3 - Math.floor(orderOf(size)));
  const [whole, fraction] = value.toFixed(decimals).split(".");
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, " ");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Order of magnitude: 0 for 1 … 9.99, −3 for 0.001. */
export function orderOf(size: number): number {
  return Number(size.toExponential(3).split("e")[1]);
}
