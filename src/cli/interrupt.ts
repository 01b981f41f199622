let critical = false;
let pending = false;

/** Ctrl-C ends the process with 130 at once, threads included; while files are written it waits for them. */
export function exitOnInterrupt(): void {
  process.on("SIGINT", () => {
    pending = true;
    if (!critical) exit();
  });
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
  process.stderr.write("\nInterrupted.\n");
  process.exit(130);
}
