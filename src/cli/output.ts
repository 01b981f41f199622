import { bold as boldText } from "picocolors";

/** Writes to stdout; a reader that has gone (`| head`) ends the process silently. */
export function writeOut(text: string): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  process.stdout.write(text);
}

/** Bold on a terminal, plain elsewhere. */
export const bold = (text: string): string => (process.stdout.isTTY ? boldText(text) : text);
