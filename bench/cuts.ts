import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { judge, makeCheckpoints } from "../test/fuzz/targets.ts";

/** Cuts every file of a run in shards at so many bytes: node bench/run-ts.mjs bench/cuts.ts [CUTS]. */
const cuts = Number(process.argv[2] ?? 200);

async function main(): Promise<void> {
  const target = await makeCheckpoints();
  let [told, same] = [0, 0];
  for (const [pick, path] of target.files.entries()) {
    const bytes = readFileSync(path);
    for (let cut = 0; cut < cuts; cut++) {
      const change = { kind: "cut", at: cut / cuts, length: 1, text: "" } as const;
      // Throws at anything but the refusal of the merge.
      await judge({ ...target, run: target.refused }, [change], pick);
      told++;
      writeFileSync(path, bytes.subarray(0, Math.floor((cut / cuts) * bytes.length)));
      if (path.endsWith(".piece") && (await target.resume())) same++;
      writeFileSync(path, bytes);
    }
    console.log(`${basename(path)}: ${bytes.length} bytes`);
  }
  console.log(
    `${target.files.length} files cut at ${cuts} bytes each: ${told} merges refused with a message,`,
  );
  console.log(`${same} runs that went on from a cut piece to the digest of an unbroken run`);
  target.close();
}

void main();
