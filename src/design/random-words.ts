/** The generator behind every stream, for what is drawn besides the rows of a design: resamples, orders. */
export type { Key } from "./key.ts";
export { philox4x32 } from "./philox.ts";
export { STREAM } from "./stream.ts";
