import type { Table } from "../table/table.ts";
import { closest } from "./similar.ts";

/** A board that a name was found to mean. */
export interface Match {
  /** Key of accelerators.csv. */
  readonly hardware: string;
  /** The name does not say which board of its family is meant. */
  readonly generic: boolean;
}

/** What stands in one cell: boards in the order named, and what was not understood. */
export interface HardwareCell {
  readonly boards: readonly (Match & { /** As the cell has it. */ readonly name: string })[];
  /** Names that are processors, not accelerators. */
  readonly processors: readonly string[];
  readonly unknown: readonly string[];
}

export interface HardwareNames {
  match(name: string): Match | undefined;
  read(cell: string): HardwareCell;
  /** Names of boards that come closest to one that is not known. */
  closest(name: string): readonly string[];
}

interface Board {
  readonly hardware: string;
  readonly words: readonly string[];
  readonly generic: boolean;
  readonly order: number;
}

const processor =
  /\b(cpus?|xeon|epyc|opteron|ryzen|threadripper|pentium|itanium|celeron|athlon|phenom|cortex|sparc|powerpc|core\s?(2|i\d|duo|quad)|xeon\s?phi)\b/i;
/** Words that say who made it or what it is, not which. */
const idle = new Set(
  (
    "nvidia amd intel google amazon aws huawei microsoft cloud tesla geforce radeon instinct habana gpu gpus card cards chip " +
    "chips core cores tensor accelerator accelerators graphics generation node nodes board boards server servers dgx hgx " +
    "pod pods slice slices superchip unit units of with and the mm module modules processing nvlink device devices " +
    "data center datacenter"
  ).split(" "),
);
/** Words that may stand beside a board's name without making it another one. */
const harmless =
  /^(hbm\d*e?|gddr\d+x?|\d+gb|pcie|sxm\d?|oam|mezzanine|edition|founders|nvl\d+|passive|active)$/;

/**
 * Finds accelerators by the names that people give them.
 *
 * @param accelerators rows of accelerators.csv (`hardware`, `released`, `flags`)
 * @param aliases rows of hardware-aliases.csv (`alias`, `hardware`, `generic`)
 */
export function hardwareNames(accelerators: Table, aliases: Table): HardwareNames {
  const column = (table: Table, name: string): readonly string[] => table.columns.get(name)?.texts ?? [];
  const names = column(accelerators, "hardware");
  const flags = column(accelerators, "flags");
  const released = column(accelerators, "released");
  const oldestFirst = [...names.keys()].sort((a, b) =>
    (released[a] || "9") === (released[b] || "9")
      ? a - b
      : (released[a] || "9") < (released[b] || "9")
        ? -1
        : 1,
  );
  const boards: readonly Board[] = names.map((hardware, index) => ({
    hardware,
    words: wordsOf(hardware),
    generic: flags[index]!.includes("generic_name_multiple_variants"),
    order: oldestFirst.indexOf(index),
  }));
  const targets = column(aliases, "hardware");
  const generic = column(aliases, "generic");
  const exact = new Map<string, Match>();
  for (const [index, alias] of column(aliases, "alias").entries()) {
    exact.set(keyOf(wordsOf(alias)), { hardware: targets[index]!, generic: generic[index] === "1" });
  }
  for (const board of boards)
    exact.set(keyOf(board.words), { hardware: board.hardware, generic: board.generic });
  const written = new Map(boards.map((board) => [board.hardware.toLowerCase(), board]));

  const match = (name: string): Match | undefined => {
    const same = written.get(name.trim().toLowerCase());
    if (same !== undefined) return { hardware: same.hardware, generic: same.generic };
    const words = wordsOf(name);
    if (words.length === 0) return undefined;
    return exact.get(keyOf(words)) ?? moreSpecific(boards, words) ?? lessSpecific(exact, boards, words);
  };
  const read = (cell: string): HardwareCell => {
    const found: HardwareCell["boards"][number][] = [];
    const processors: string[] = [];
    const unknown: string[] = [];
    for (const part of splitNames(cell, match)) {
      const board = match(part);
      if (processor.test(part)) processors.push(part);
      else if (board === undefined) unknown.push(part);
      else if (!found.some(({ hardware }) => hardware === board.hardware))
        found.push({ ...board, name: part });
    }
    return { boards: found, processors, unknown };
  };
  return { match, read, closest: (name) => closest(name, names, 3) };
}

/** Names in a cell; a slash or a plus separates only where the whole is no name of its own. */
function splitNames(cell: string, match: (name: string) => Match | undefined): readonly string[] {
  const parts = cell.split(/[,;\n|]/).flatMap((part) => {
    const text = part.trim().replace(/^"|"$/g, "").trim();
    if (text === "" || match(text) !== undefined) return [text];
    return text.split(/\s+(?:and|or|&|\+)\s+|\s*\/\s*|\s*\+\s*/i);
  });
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

/** A board that has every word of the name and more: the name leaves something open. */
function moreSpecific(boards: readonly Board[], words: readonly string[]): Match | undefined {
  const found = boards
    .filter((board) => words.every((word) => board.words.some((own) => own === word || isForm(word, own))))
    .sort((a, b) => a.words.length - b.words.length || a.order - b.order);
  const [best] = found;
  if (best === undefined) return undefined;
  return { hardware: best.hardware, generic: found.length > 1 || best.generic };
}

/** "sxm" stands for "sxm4", never "a" for "a100". */
function isForm(word: string, own: string): boolean {
  return word === "sxm" && /^sxm\d$/.test(own);
}

/** The board or alias with most words among those that the name has all of, if what is left says nothing else. */
function lessSpecific(
  exact: ReadonlyMap<string, Match>,
  boards: readonly Board[],
  words: readonly string[],
): Match | undefined {
  const without = words.filter((word) => !harmless.test(word));
  if (without.length === words.length || without.length === 0) return undefined;
  const kept = words.filter((word) => !/^(hbm|gddr|nvl)/.test(word));
  for (const tried of [kept, kept.filter((word) => !/^\d+gb$/.test(word)), without]) {
    const found = tried.length === 0 ? undefined : (exact.get(keyOf(tried)) ?? moreSpecific(boards, tried));
    if (found !== undefined) return { ...found, generic: true };
  }
  return undefined;
}

const keyOf = (words: readonly string[]): string => [...words].sort().join(" ");

/** The words that tell one board from another: `8x NVIDIA A100-SXM4-80GB GPUs` → a100, sxm4, 80gb. */
export function wordsOf(name: string): readonly string[] {
  const text = name
    .toLowerCase()
    .replace(/[®™]|\(r\)|\(tm\)/g, " ")
    .replace(/^\s*~?\d[\d,]*\s*[x×*]\s*/, "")
    .replace(/\s+[x×*]\s*\d[\d,]*\s*$/, "")
    .replace(/^\s*\d+\s+(?=[a-z])/, "")
    .replace(/\bpcl?ie?\b|\bpcle\b/g, "pcie")
    .replace(/\b(\d+)\s*gi?b?\b(?!\w)/g, "$1gb")
    .replace(/\btpu[\s-]*v?(\d\w*)(?:-\d+)?/g, "tpu v$1")
    .replace(/\b(\d{3,4})\s*ti\b/g, "$1 ti")
    .replace(/\b(gtx|rtx)(?=\d)/g, "$1 ")
    .replace(/\b(titan)(?=x)/g, "$1 ")
    .replace(/\b(gaudi|trainium|inferentia)\s*-?\s*(\d)/g, "$1$2")
    .replace(/\b(mi)\s+(\d{3}\w*)/g, "$1$2")
    .replace(/\b([avhpklt])[\s-](\d{2,3}s?)\b/g, "$1$2")
    .replace(/\b([avhpk]\d{2,3})(?=sxm|pcie)/g, "$1 ");
  const words = text.split(/[^a-z0-9]+/).filter((word) => word !== "" && !idle.has(word));
  // A bare number beside a TPU counts its chips.
  return [...new Set(words.includes("tpu") ? words.filter((word) => !/^\d+$/.test(word)) : words)];
}
