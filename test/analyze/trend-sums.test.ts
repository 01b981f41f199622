import { expect, test } from "vitest";
import { plainRoom, vectorRoom } from "../../src/analyze/weighted-trend.ts";
import { makeNormal } from "./generator.ts";

test.each([
  [3, 128],
  [40, 7],
  [289, 128],
])(
  "sums of %i systems and %i rows have the same bits by vector functions and by plain loops",
  (systems, rows) => {
    const normal = makeNormal(11);
    const dates = Float64Array.from({ length: systems }, (_, j) => 2013 + j / 9);
    const rooms = [plainRoom(dates), vectorRoom(dates)];
    const logs = Float64Array.from(rooms[0]!.logs, () => 3 + normal());
    const weights = Float64Array.from(rooms[0]!.weights, () => Math.abs(normal()));
    const found = rooms.map((room) => {
      room.logs.set(logs);
      room.weights.set(weights);
      room.addUp({ rows, logs: room.logs, weights: room.weights });
      return Object.values(room.sums).map((sum) => [...sum.subarray(0, rows)]);
    });
    expect(found[1]).toEqual(found[0]);
  },
);
