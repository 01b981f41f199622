let critical = false;
let pending: Ending | undefined;
let keep: () => string | undefined = () => undefined;

/** How a process is told to end, and the exit code that says so. */
type Ending = "SIGINT" | "SIGTERM";
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Ctrl-C, and the signal of a scheduler, end the process at once, threads included; while files are written it waits for
 * them, once.
 */
export function exitOnInterrupt(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (pending !== undefined) process.exit(exitCodes[signal]);
      pending = signal;
      if (!critical) exit(signal);
    });
  }
}

/** What to keep of a run that is interrupted; it says where, and how to go on. */
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
    if (pending !== undefined) exit(pending);
  }
}

function exit(signal: Ending): never {
  const kept = keep();
  process.stderr.write(`\nInterrupted.${kept === undefined ? "" : ` ${kept}`}\n`);
  process.exit(exitCodes[signal]);
}
