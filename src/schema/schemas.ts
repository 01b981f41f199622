import * as z from "zod";
import { truncation } from "../families/binding.ts";
import { families } from "../families/index.ts";
import { describeValue, type JsonSchema } from "./describe.ts";
import { exampleScenario, probeDistributions, probeScenario } from "./probe.ts";

/** JSON Schemas of the files of the format, for editors that complete and check. */
export interface Schemas {
  readonly scenario: JsonSchema;
  readonly distributions: JsonSchema;
  readonly model: JsonSchema;
}

const dialect = "https://json-schema.org/draft/2020-12/schema";

/** The schemas of scenario, distribution and model files, as the loader validates them. */
export async function makeSchemas(): Promise<Schemas> {
  const definitions = Object.fromEntries([
    ...families.map(({ name, schema }) => [name, familySchema(schema as z.ZodType)] as const),
    ["truncate", familySchema(truncation)] as const,
  ]);
  const known = (key: string): JsonSchema | undefined =>
    Object.hasOwn(definitions, key) ? { $ref: `#/$defs/${key}` } : undefined;
  const scenario = await describeValue(probeScenario, exampleScenario, [], known);
  const distributions = await describeValue(probeDistributions, { factors: {} }, [], known);
  const model = (
    (scenario["properties"] as JsonSchema)["model"] as { anyOf: readonly JsonSchema[] }
  ).anyOf.find((form) => form["type"] === "object")!;
  const complete = (title: string, schema: JsonSchema): JsonSchema => {
    const text = JSON.stringify(schema);
    const used = Object.entries(definitions).filter(([name]) => text.includes(`"#/$defs/${name}"`));
    return {
      $schema: dialect,
      title,
      ...schema,
      ...(used.length === 0 ? {} : { $defs: Object.fromEntries(used) }),
    };
  };
  return {
    scenario: complete("Rebound scenario", scenario),
    distributions: complete("Rebound distributions, to include in scenarios", distributions),
    model: complete("Rebound model: constants and equations", model),
  };
}

/** Names, types and bounds of a family's parameters; rules between them are for the loader alone. */
function familySchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
}
