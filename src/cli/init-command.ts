import { existsSync } from "node:fs";
import { basename, dirname, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { ownFile } from "../io/node-files.ts";
import { findExisting, writeFiles } from "../io/write.ts";
import { UsageError } from "./failure.ts";
import { writeOut } from "./output.ts";
import { starterScenario } from "./starter.ts";
import { version } from "./version.ts";

const schemaFile = "schema/scenario.schema.json";

/** Writes a commented scenario to start from; a file that exists is never replaced. */
export async function initCommand(path: string): Promise<void> {
  const folder = dirname(path);
  const existing = await findExisting(folder, [basename(path)]);
  if (existing.length > 0)
    throw new UsageError(`init: got ${path}, which exists, expected a new file. Name another.`);
  await writeFiles(folder, new Map([[basename(path), starterScenario(schemaFor(folder))]]), { force: false });
  writeOut(`${path} written. Run it: rebound run ${path}\n`);
}

/** The schema in the folder's own installation of the package, else on the net: no path of this machine. */
function schemaFor(folder: string): string {
  const own = fileURLToPath(ownFile(schemaFile));
  const local = relative(folder, own).split(sep).join("/");
  const isLocal = existsSync(own) && local.startsWith("node_modules/");
  return isLocal ? local : `https://unpkg.com/rebound-uq@${version}/${schemaFile}`;
}
