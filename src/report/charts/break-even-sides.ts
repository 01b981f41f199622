/** The two sides of a target; `level`: the right one, where it is a number. */
export function sidesOf(target: string): { readonly left: string; readonly level?: number } {
  const [left = target, right = ""] = target.split("==").map((side) => side.trim());
  const level = right === "" ? Number.NaN : Number(right);
  return Number.isFinite(level) ? { left, level } : { left };
}
