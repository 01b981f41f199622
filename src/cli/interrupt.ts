let critical = false;
let pending = false;
let keep: () => string | undefined = () => undefined;

/** Ctrl-C ends the process with 130 at once, threads included; while files are written it waits for them, once. */
export function exitOnInterrupt(): void {
  process.on("SIGINT", () => {
    if (pending) process.exit(130);
    pending = true;
    if (!critical) exit();
  });
}

/** What to keep of a run that is interrupted; it says where. */
export function keepOnInterrupt(write: () => string | undefined): void {
  keep = write;
}

/** Runs what an interrupt must not cut in two. */
export async function withoutInterrupt<T>(run: () => Promise<T>): Promise<T> {
  critical = true;
  try {
    return await run();
  } finally {
    critical = false;
    if (pending) exit();
  }
}

function exit(): never {
  const where = keep();
  const kept = where === undefined ? "" : ` What is finished stands in ${where}: go on with --resume.`;
  process.stderr.write(`\nInterrupted.${kept}\n`);
  process.exit(130);
}
