/** Why a process ends before its work is done. */
interface Ending {
  readonly code: number;
  readonly text: string;
}

let critical = false;
let pending: Ending | undefined;
let keep: () => string | undefined = () => undefined;

const endings = {
  SIGINT: { code: 130, text: "Interrupted." },
  SIGTERM: { code: 143, text: "Terminated." },
} as const;

/** Ctrl-C, and the signal of a scheduler, end the process; a second one ends it whatever it does. */
export function exitOnInterrupt(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      const { code, text } = endings[signal];
      if (pending !== undefined) process.exit(code);
      endNow(code, text);
    });
  }
}

/** What to keep of a run that is ended; it says where, and how to go on. */
export function keepOnInterrupt(write: () => string | undefined): void {
  keep = write;
}

/** Ends the process, threads included, with what is finished kept; while files are written it waits for them. */
export function endNow(code: number, text: string): void {
  pending = { code, text };
  if (!critical) exit(pending);
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

function exit({ code, text }: Ending): never {
  const kept = keep();
  process.stderr.write(`\n${text}${kept === undefined ? "" : ` ${kept}`}\n`);
  process.exit(code);
}
