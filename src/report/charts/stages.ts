/** Outputs of one quantity: its total, and the parts that the total is the sum of. */
export interface Stages {
  readonly total: string;
  readonly use: string;
  readonly embodied: string;
}

/** Quantities among these outputs of which total, use and embodied are all there, by their common name. */
export function stagesOf(ids: readonly string[]): readonly Stages[] {
  const all = new Set(ids);
  return ids.flatMap((total) => {
    if (!/(^|_)total$/.test(total)) return [];
    const [use, embodied] = ["use", "embodied"].map((stage) => total.replace(/total$/, stage));
    return all.has(use!) && all.has(embodied!) ? [{ total, use: use!, embodied: embodied! }] : [];
  });
}
