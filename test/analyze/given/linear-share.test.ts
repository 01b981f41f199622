import { describe, expect, test } from "vitest";
import { linearShare } from "../../../src/analyze/given/linear-share.ts";
import { makeNormal } from "../generator.ts";

const blocksOf = (rows: number, blocks: number) =>
  Uint32Array.from({ length: rows }, (_, row) => Math.floor((row * blocks) / rows));

function normals(count: number, normal: () => number): Float64Array {
  return Float64Array.from({ length: count }, normal);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("the share of variance that is linear in a group of columns", () => {
  test("is the mean product of block means of y·x, by brute force; so is each jackknife", () => {
    const normal = makeNormal(1);
    const [x1, x2, e] = [normals(24, normal), normals(24, normal), normals(24, normal)];
    const y = x1.map((value, row) => value + 0.5 * x2[row]! + e[row]!);
    const standard = (values: Float64Array) => {
      const centre = mean([...values]);
      const sd = Math.sqrt(
        values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1),
      );
      return values.map((value) => (value - centre) / sd);
    };
    const blockMeans = [x1, x2].map((x) =>
      [0, 1, 2, 3].map((b) =>
        mean([0, 1, 2, 3, 4, 5].map((k) => standard(y)[6 * b + k]! * standard(x)[6 * b + k]!)),
      ),
    );
    const over = (blocks: readonly number[]) => {
      const pairs = blocks.flatMap((a) => blocks.filter((b) => b !== a).map((b) => [a, b] as const));
      return mean(pairs.map(([a, b]) => blockMeans.reduce((sum, means) => sum + means[a]! * means[b]!, 0)));
    };
    const found = linearShare([x1, x2], y, blocksOf(24, 4), 4);
    expect(found.share).toBeCloseTo(over([0, 1, 2, 3]), 12);
    found.leftOut.forEach((value, b) => {
      expect(value).toBeCloseTo(over([0, 1, 2, 3].filter((other) => other !== b)), 12);
    });
  });

  // 600 columns on 512 rows, share .6: a standard error of about √(2·600)/512 = .07, .011 for the mean of 40 samples.
  test("is right on the mean for more columns than rows, and its jackknife covers", () => {
    const normal = makeNormal(2);
    const [rows, columns] = [512, 600];
    const shares: number[] = [];
    let covered = 0;
    for (let sample = 0; sample < 40; sample++) {
      const x = Array.from({ length: columns }, () => normals(rows, normal));
      const y = Float64Array.from({ length: rows }, (_, row) => {
        const inside = x.reduce((sum, column, j) => sum + (j % 3 === 0 ? column[row]! : 0), 0);
        return Math.sqrt(0.6 / 200) * inside + Math.sqrt(0.4) * normal();
      });
      const { share, leftOut } = linearShare(x, y, blocksOf(rows, 32), 32);
      shares.push(share);
      const centre = mean([...leftOut]);
      const error = Math.sqrt((31 / 32) * leftOut.reduce((sum, value) => sum + (value - centre) ** 2, 0));
      if (Math.abs(share - 0.6) < 2.04 * error) covered++;
    }
    expect(Math.abs(mean(shares) - 0.6)).toBeLessThan(0.035);
    expect(covered).toBeGreaterThanOrEqual(34);
  });

  test("is near 0 on either side for columns that do nothing, where a sum of squares is columns/rows", () => {
    const normal = makeNormal(3);
    const shares = Array.from({ length: 20 }, () => {
      const y = normals(256, normal);
      const x = Array.from({ length: 100 }, () => normals(256, normal));
      return linearShare(x, y, blocksOf(256, 32), 32).share;
    });
    expect(Math.min(...shares)).toBeLessThan(0);
    // A standard error of √200/256/√20 = .012.
    expect(Math.abs(mean(shares))).toBeLessThan(0.04);
  });
});
