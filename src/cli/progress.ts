import { Presets, SingleBar } from "cli-progress";
import type { Progress } from "../run/executor.ts";

export interface ProgressBar {
  readonly progress: Progress;
  stop(): void;
}

/** A bar on stderr where that is a terminal, shown once a run takes longer than half a second. */
export function showProgress(quiet: boolean): ProgressBar {
  if (quiet || !process.stderr.isTTY) return { progress: () => {}, stop: () => {} };
  const bar = new SingleBar(
    {
      format: "{bar} {percentage} %  {eta_formatted}",
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  const start = performance.now();
  let shown = false;
  return {
    progress(done) {
      if (!shown && performance.now() - start < 500) return;
      if (!shown) bar.start(1, 0);
      shown = true;
      bar.update(done);
    },
    stop() {
      if (shown) bar.stop();
    },
  };
}
