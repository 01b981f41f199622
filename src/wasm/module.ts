import { type Code, unsigned } from "./code.ts";
import { type FunctionBuilder, flatten } from "./function.ts";

const encoder = new TextEncoder();
const SECTION = { type: 1, import: 2, function: 3, export: 7, code: 10 } as const;
const FUNCTION_TYPE = 0x60;

/**
 * Encodes a module (WebAssembly Core Specification 2.0): it imports the memory `env.memory` and exports its functions
 * by name. An index of a function is its place in the list.
 */
export function encodeModule(functions: readonly FunctionBuilder[]): Uint8Array {
  const types = new Map<string, number>();
  const typeCodes: Code[] = [];
  const typeOf = functions.map(({ params, results }) => {
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
    section(SECTION.import, [[text("env"), text("memory"), 0x02, 0x00, 0x01]]),
    section(SECTION.function, typeOf.map(unsigned)),
    section(
      SECTION.export,
      functions.map(({ name }, index) => [text(name), 0x00, ...unsigned(index)]),
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

function text(value: string): Code {
  const bytes = encoder.encode(value);
  return [...unsigned(bytes.length), ...bytes];
}

function section(id: number, items: readonly Code[]): Code {
  const body = flatten([...unsigned(items.length), items]);
  return [id, ...unsigned(body.length), Array.from(body)];
}
