import fc from "fast-check";
import { expect, test } from "vitest";
import { shardsOfItem, shardTasks } from "../../src/run/shard-tasks.ts";

test("tasks cover every shard of every scenario once, and keep a scenario whole where there are enough of them", () => {
  const counts = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(counts, counts, (items, of) => {
      const tasks = Array.from({ length: of }, (_, index) => shardTasks(items, { index, of }));
      const names = tasks.flat().map(({ item, shard }) => `${item}: ${shard.index} of ${shard.of}`);
      const expected = Array.from({ length: items }, (_, item) => {
        const own = shardsOfItem(items, item, of);
        return Array.from({ length: own }, (_, index) => `${item}: ${index} of ${own}`);
      }).flat();
      expect(names.sort()).toEqual(expected.sort());
      const loads = tasks.map((own) => own.length);
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    }),
  );
});
