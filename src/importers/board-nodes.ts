import type { Table } from "../table/table.ts";
import type { Row } from "./importer.ts";

/** An accelerator of the project's own table whose process node and production factors by node are known. */
interface KnownNode {
  readonly hardware: string;
  readonly node: number;
  readonly date: number;
  readonly act: number;
  readonly imec: number;
}

export type NodeColumns = (node: number | undefined, date: number) => Row;

/**
 * Columns about the process node. Factors by node are those of the part in the project's own table with the nearest
 * node; where a file has no node, node and factors are those of the part released nearest in time, which is said.
 */
export function nodeColumns(known: Table): NodeColumns {
  const parts = knownNodes(known);
  return (node, date) => {
    const distance = ({ node: other, date: released }: KnownNode): number =>
      node === undefined ? Math.abs(released - date) : Math.abs(other - node);
    const [part] = parts
      .filter((candidate) => !Number.isNaN(distance(candidate)))
      .sort((a, b) => distance(a) - distance(b) || (a.hardware < b.hardware ? -1 : 1));
    return {
      node_nm: node,
      has_node: node !== undefined,
      node_imputed_nm: node ?? part?.node,
      node_imputed_from: node !== undefined || part === undefined ? "" : `${part.hardware}: nearest release`,
      logic_gwp_act_kg_per_cm2: part?.act,
      logic_gwp_imec_kg_per_cm2: part?.imec,
    };
  };
}

function knownNodes(known: Table): readonly KnownNode[] {
  const number = (name: string, row: number): number => known.columns.get(name)!.numbers[row]!;
  return Array.from({ length: known.rows }, (_, row) => ({
    hardware: known.columns.get("hardware")!.texts[row]!,
    node: number("node_nm", row),
    date: number("release_date", row),
    act: number("logic_gwp_act_kg_per_cm2", row),
    imec: number("logic_gwp_imec_kg_per_cm2", row),
  })).filter(({ node }) => !Number.isNaN(node));
}
