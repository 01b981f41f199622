/** Where workers note when they begin a piece, and in which thread: two values for each piece of a stage. */
const perPiece = 2;

/** How long a piece may take: so many times what the longest one took, but never less than that many seconds. */
const patience = { factor: 30, least: 600, first: 3600 } as const;

/** Called by a worker that begins a piece. */
export function noteStart(notes: SharedArrayBuffer, index: number, thread: number): void {
  const values = new Float64Array(notes);
  values[perPiece * index + 1] = thread;
  values[perPiece * index] = Date.now();
}

/** Tells pieces that hang from those that wait or compute. */
export interface Watch {
  /** Memory for the notes of workers. */
  readonly notes: SharedArrayBuffer;
  /** A piece is handed out: what ends its worker should it hang. */
  begin(index: number): AbortSignal;
  end(index: number): void;
  /** Why a piece was ended; undefined where it was not. */
  hung(index: number): string | undefined;
  stop(): void;
}

/** `limit`: seconds that a piece may take; without it, in relation to those that are finished. */
export function watchPieces(count: number, limit: number | undefined): Watch {
  const notes = new SharedArrayBuffer(perPiece * count * Float64Array.BYTES_PER_ELEMENT);
  const values = new Float64Array(notes);
  const running = new Map<number, AbortController>();
  const reasons = new Map<number, string>();
  let longest = 0;
  const allowed = (): number => {
    if (limit !== undefined) return limit;
    return longest === 0 ? patience.first : Math.max(patience.least, patience.factor * longest);
  };
  const secondsOf = (index: number): number => {
    const start = values[perPiece * index]!;
    return start === 0 ? 0 : (Date.now() - start) / 1000;
  };
  const look = (): void => {
    for (const [index, controller] of running) {
      if (secondsOf(index) <= allowed()) continue;
      const thread = values[perPiece * index + 1]!;
      reasons.set(index, `thread ${thread} has not answered for ${Math.round(secondsOf(index))} s`);
      controller.abort();
    }
  };
  const timer = setInterval(look, Math.min(1000, 250 * (limit ?? 4)));
  timer.unref();
  return {
    notes,
    begin(index) {
      values[perPiece * index] = 0;
      reasons.delete(index);
      const controller = new AbortController();
      running.set(index, controller);
      return controller.signal;
    },
    end(index) {
      longest = Math.max(longest, secondsOf(index));
      running.delete(index);
    },
    hung: (index) => reasons.get(index),
    stop: () => clearInterval(timer),
  };
}
