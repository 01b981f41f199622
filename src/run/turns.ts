/** Gives everything else that waits for this thread its turn: an interrupt, a progress bar, another request. */
export function takeTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
