import { type Code, type Type, unsigned } from "./code.ts";
import { type FunctionBuilder, flatten } from "./function.ts";

const encoder = new TextEncoder();
const SECTION = { type: 1, import: 2, function: 3, export: 7, code: 10 } as const;
const FUNCTION_TYPE = 0x60;

/** A function that a module takes from outside, as `env.NAME`. */
export interface ImportedFunction {
  readonly name: string;
  readonly params: readonly Type[];
  readonly results: readonly Type[];
}

/**
 * Encodes a module (WebAssembly Core Specification 2.0): it imports the memory `env.memory` and functions, and exports
 * its own functions by name. An index of a function is its place in the list of all, imported ones first, then those
 * exported, then those that they call.
 */
export function encodeModule(
  exported: readonly FunctionBuilder[],
  imported: readonly ImportedFunction[] = [],
): Uint8Array {
  const functions = withCallees(exported);
  functions.forEach((builder, index) => {
    builder.place(imported.length + index);
  });
  const types = new Map<string, number>();
  const typeCodes: Code[] = [];
  const typeOf = [...imported, ...functions].map(({ params, results }) => {
    const code = [
      FUNCTION_TYPE,
      ...unsigned(params.length),
      ...params,
      ...unsigned(results.length),
      ...results,
    ];
    const key = code.join();
    if (!types.has(key)) types.set(key, typeCodes.push(code) - 1);
    return types.get(key)!;
  });
  return flatten([
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    section(SECTION.type, typeCodes),
    section(SECTION.import, [
      [text("env"), text("memory"), 0x02, 0x00, 0x01],
      ...imported.map(({ name }, index) => [text("env"), text(name), 0x00, ...unsigned(typeOf[index]!)]),
    ]),
    section(SECTION.function, typeOf.slice(imported.length).map(unsigned)),
    section(
      SECTION.export,
      exported.map(({ name }, index) => [text(name), 0x00, ...unsigned(imported.length + index)]),
    ),
    section(
      SECTION.code,
      functions.map((builder) => {
        const body = builder.encode();
        return [...unsigned(body.length), Array.from(body)];
      }),
    ),
  ]);
}

function withCallees(functions: readonly FunctionBuilder[]): readonly FunctionBuilder[] {
  const all = new Set(functions);
  // A set is walked to what is added meanwhile.
  for (const { callees } of all) for (const callee of callees) all.add(callee);
  return [...all];
}

function text(value: string): Code {
  const bytes = encoder.encode(value);
  return [...unsigned(bytes.length), ...bytes];
}

function section(id: number, items: readonly Code[]): Code {
  const body = flatten([...unsigned(items.length), items]);
  return [id, ...unsigned(body.length), Array.from(body)];
}
