const made: string[] = [];

/** Notes what was added from outside the engine, e.g. `family square`: results rest on it as on a version. */
export function noteAddition(what: string): void {
  made.push(what);
}

/** Everything added to this thread, in order. */
export const additions = (): readonly string[] => made;
