import { bold as boldText, dim, green, red } from "picocolors";
import { plainStyle, type TextStyle } from "../report/text-style.ts";

/** Writes to stdout; a reader that has gone (`| head`) ends the process silently. */
export function writeOut(text: string): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  process.stdout.write(text);
}

/** Bold and colours on a terminal; plain elsewhere, and where NO_COLOR is set. */
export const textStyle: TextStyle = process.stdout.isTTY
  ? { heading: boldText, quiet: dim, good: green, bad: red }
  : plainStyle;

export const bold = textStyle.heading;
