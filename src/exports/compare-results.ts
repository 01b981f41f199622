import type { Result } from "../result/result.ts";

/** A value that two results do not share. */
export interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly now: unknown;
}

const most = 10;

/** The first values in which two results differ, manifests aside. */
export function differencesBetween(before: Result, now: Result): readonly Difference[] {
  const found: Difference[] = [];
  const { manifest: _, ...first } = before;
  const { manifest: __, ...second } = now;
  compare(first, second, "", found);
  return found;
}

function compare(before: unknown, now: unknown, path: string, found: Difference[]): void {
  if (found.length >= most || Object.is(before, now)) return;
  if (typeof before !== "object" || typeof now !== "object" || before === null || now === null) {
    found.push({ path, before: short(before), now: short(now) });
    return;
  }
  const [a, b] = [before, now] as [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    compare(a[key], b[key], path === "" ? key : `${path}.${key}`, found);
  }
}

function short(value: unknown): unknown {
  return typeof value === "object" && value !== null ? "…" : (value ?? null);
}
