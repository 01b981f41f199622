import { join } from "node:path";
import { findScenarios } from "../io/find-scenarios.ts";
import type { BatchItem, BatchOutcome } from "../run/run-batch.ts";
import { listMembers } from "../scenario/load.ts";
import type { LoadOptions } from "../scenario/load-options.ts";
import type { Member } from "../scenario/read-vary.ts";

/** The scenarios of a batch, and files whose family could not be read. */
export async function listItems(
  paths: readonly string[],
  options: LoadOptions,
): Promise<{ items: readonly BatchItem[]; failed: readonly BatchOutcome[] }> {
  const items: BatchItem[] = [];
  const failed: BatchOutcome[] = [];
  const taken = new Set<string>();
  for (const { file, name } of (await Promise.all(paths.map(findScenarios))).flat()) {
    const folder = unused(name, taken);
    try {
      const members = await listMembers(file, options);
      if (members.length === 0) items.push({ file, at: {}, folder });
      for (const member of members) {
        const own = unused(join(folder, member.name.replace(/[^\w.=+,-]+/g, "_")), taken);
        items.push({ file, member: member.name, at: member.at, changes: changesOf(member), folder: own });
      }
    } catch (error) {
      failed.push({ item: { file, at: {}, folder }, status: "failed", error });
    }
  }
  return { items, failed };
}

function changesOf({ settings }: Member): readonly string[] {
  const names = settings.map(({ path }) => (path[0] === "factors" ? `${path[1]}` : path.join(".")));
  return [...new Set(names)];
}

function unused(name: string, taken: Set<string>): string {
  let found = name;
  for (let number = 2; taken.has(found); number++) found = `${name}-${number}`;
  taken.add(found);
  return found;
}
