// A worker that ends now and then, before or after its piece is computed.
import work from "../dist/worker.js";

const deaths = 0.02;

export default async function mortal(task) {
  const fate = Math.random();
  if (fate < deaths / 2) process.exit(7);
  const result = await work(task);
  if (fate < deaths) process.exit(7);
  return result;
}
