let loaded = 0;

export function notePlugin(): void {
  loaded++;
}

/** Whether plugins are in use: threads do not have what they add, so that everything is computed in this one. */
export const hasPlugins = (): boolean => loaded > 0;
