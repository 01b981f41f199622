import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { kubernetesManifest, type Submission, slurmScripts } from "../../src/report/submission.ts";

const submission: Submission = {
  name: "Growth, since 2013 (main)",
  command: ["/usr/bin/node", "/opt/re bound/rebound.js"],
  paths: ["/data/it's here/s.yaml"],
  out: "/data/out",
  shards: 8,
  more: ["--set", "factors.a={constant: 1}", "--draws", "64"],
};

/** The words that a shell makes of a script's last line. */
function wordsOf(script: string): readonly string[] {
  const [last = ""] = script.trim().split("\n").slice(-1);
  const folder = mkdtempSync(join(tmpdir(), "rebound-"));
  const file = join(folder, "words.sh");
  writeFileSync(file, `printf '%s\\n' ${last.replace(/^exec /, "")}\n`);
  return spawnSync("sh", [file], { encoding: "utf8" }).stdout.trim().split("\n");
}

test("slurm scripts are an array of shards and a merge, each word as a shell reads it", () => {
  const scripts = slurmScripts(submission);
  expect(wordsOf(scripts.get("shards.sh")!)).toEqual([
    ...["/usr/bin/node", "/opt/re bound/rebound.js", "shard", "/data/it's here/s.yaml", "--of", "8"],
    ...["--out", "/data/out/shards", "--quiet", "--set", "factors.a={constant: 1}", "--draws", "64"],
  ]);
  expect(scripts.get("shards.sh")).toContain("#SBATCH --array=0-7\n");
  expect(scripts.get("shards.sh")).toContain("#SBATCH --requeue\n");
  expect(scripts.get("shards.sh")).toContain("--job-name=rebound-growth-since-2013-main-shard\n");
  expect(scripts.get("merge.sh")).not.toContain("--array");
  expect(wordsOf(scripts.get("merge.sh")!).slice(2)).toEqual([
    ...["merge", "/data/out/shards", "--out", "/data/out/result", "--force", "--quiet"],
  ]);
});

test("a Kubernetes manifest is an Indexed Job of shards and a Job that merges", () => {
  const text = kubernetesManifest(submission, { image: "registry/rebound:1", claim: "store" });
  const [shards, merge, ...more] = parseAllDocuments(text).map((document) => document.toJS());
  expect(more).toEqual([]);
  expect(shards).toMatchObject({
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: "rebound-growth-since-2013-main-shard" },
    spec: { completions: 8, parallelism: 8, completionMode: "Indexed" },
  });
  const pod = shards.spec.template.spec;
  expect(pod.restartPolicy).toBe("OnFailure");
  expect(pod.containers[0]).toMatchObject({
    image: "registry/rebound:1",
    volumeMounts: [{ mountPath: "/work" }],
  });
  expect(pod.containers[0].args.slice(0, 4)).toEqual(["shard", "/data/it's here/s.yaml", "--of", "8"]);
  expect(pod.volumes[0].persistentVolumeClaim.claimName).toBe("store");
  expect(merge.spec.template.spec.containers[0].args[0]).toBe("merge");
  expect(merge.spec.completionMode).toBeUndefined();
  for (const { metadata } of [shards, merge])
    expect(metadata.name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
});
