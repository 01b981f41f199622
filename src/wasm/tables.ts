import { EXP_TABLE } from "../math/exp-table.ts";
import { LOG_TABLE } from "../math/log-table.ts";

/** Bytes at the start of memory: the tables of exp and log. */
export const EXP_AT = 0;
export const LOG_AT = EXP_AT + 8 * EXP_TABLE.length;
const intervals = LOG_TABLE.length / 3;
/** Each interval of the logarithm takes four doubles, so that its address is a shift. */
const LOG_END = LOG_AT + 32 * intervals;

/** Values whose quantiles are computed together, and room to set some of them aside (normal.ts): points, addresses. */
export const CHUNK = 512;
const SET_ASIDE = 8 * (CHUNK + 2);
export const POINTS_AT = LOG_END;
export const ADDRESSES_AT = POINTS_AT + SET_ASIDE;
export const TABLES_END = ADDRESSES_AT + SET_ASIDE;

/** Writes the tables where the generated code expects them. */
export function writeTables(buffer: ArrayBuffer): void {
  new Float64Array(buffer, EXP_AT, EXP_TABLE.length).set(EXP_TABLE);
  const logs = new Float64Array(buffer, LOG_AT, 4 * intervals);
  for (let i = 0; i < intervals; i++) logs.set(LOG_TABLE.subarray(3 * i, 3 * i + 3), 4 * i);
}
