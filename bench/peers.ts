import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A peer at work in a process of its own: asked by name, it answers with ns per evaluation. */
export interface Peer {
  readonly works: readonly string[];
  time(work: string): Promise<number>;
  stop(): void;
}

const python = process.env["BENCH_PYTHON"] ?? "python3";

/** The peers that are installed here; a line for each that is not. */
export async function startPeers(): Promise<{ peers: readonly Peer[]; skipped: readonly string[] }> {
  const found: Peer[] = [];
  const skipped: string[] = [];
  const c = startC();
  if (c === undefined) skipped.push("C: skipped, there is no gcc or cc (CC names another compiler)");
  else found.push(c);
  for (const name of ["numpy", "openturns", "salib"]) {
    const peer = await startPython(`bench/peer_${name}.py`);
    if (peer === undefined)
      skipped.push(`${name}: skipped, ${python} has not got it (BENCH_PYTHON names another)`);
    else found.push(peer);
  }
  return { peers: found, skipped };
}

const work = "kernel, C -O3 -ffast-math -msse2";

function startC(): Peer | undefined {
  const folder = mkdtempSync(join(tmpdir(), "rebound-bench-"));
  const out = join(folder, "peer");
  const options = ["-O3", "-ffast-math", "-msse2", "bench/peer.c", "-o", out, "-lm"];
  const compilers = [process.env["CC"], "gcc", "cc"].filter((name) => name !== undefined);
  const isMade = compilers.some((name) => spawnSync(name, options).status === 0);
  if (!isMade) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const child = spawn(out);
  const next = reader(child);
  return {
    works: [work],
    async time() {
      child.stdin.write("\n");
      return (JSON.parse((await next())!) as { time: number }).time;
    },
    stop() {
      child.stdin.end();
      rmSync(folder, { recursive: true });
    },
  };
}

async function startPython(script: string): Promise<Peer | undefined> {
  const child = spawn(python, [script], { stdio: ["pipe", "pipe", "ignore"] });
  child.stdin.on("error", () => {});
  const next = reader(child);
  const first = await next();
  if (first === undefined) return undefined;
  return {
    works: JSON.parse(first) as string[],
    async time(name) {
      child.stdin.write(`${name}\n`);
      return (JSON.parse((await next())!) as { time: number }).time;
    },
    stop: () => child.stdin.end(),
  };
}

/** Line by line; undefined when the process has ended. */
function reader(child: ChildProcess): () => Promise<string | undefined> {
  const ended = new Promise<undefined>((resolve) => {
    child.on("error", () => resolve(undefined));
    child.on("close", () => resolve(undefined));
  });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return () => Promise.race([lines.next().then(({ value }) => value as string | undefined), ended]);
}
