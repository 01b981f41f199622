import { stringify } from "yaml";

/** A run in shards, as a scheduler is to start it. Paths are those that its machines see. */
export interface Submission {
  readonly name: string;
  /** The words that start Rebound. */
  readonly command: readonly string[];
  /** Scenarios, or what a batch looks for them in. */
  readonly paths: readonly string[];
  readonly out: string;
  readonly shards: number;
  /** Further arguments of `shard`. */
  readonly more: readonly string[];
}

/** Where a container has its work. */
export interface Container {
  readonly image: string;
  /** A volume claim that all pods can write to. */
  readonly claim: string;
}

/** Where the volume is in a container. */
const mountPath = "/work";
/** How often a pod may fail: shards that were pre-empted, a merge that comes before its shards. */
const retries = { shard: 6, merge: 1000 } as const;

/** A text as one word of a shell. */
function quote(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

const line = (words: readonly string[]): string => words.map(quote).join(" ");

/** A name that Slurm and Kubernetes take. */
function jobName(text: string): string {
  const plain = text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return `rebound-${plain.slice(0, 40)}`.replace(/-+$/, "");
}

function shardWords({ paths, shards, out, more }: Submission): readonly string[] {
  return ["shard", ...paths, "--of", `${shards}`, "--out", `${out}/shards`, "--quiet", ...more];
}

function mergeWords({ out }: Submission): readonly string[] {
  return ["merge", `${out}/shards`, "--out", `${out}/result`, "--force", "--quiet"];
}

/**
 * An array of shards, and a merge, as batch scripts by name. The merge is to be submitted with a dependency on the array.
 * A task that is queued again finds what it had finished.
 */
export function slurmScripts(submission: Submission): ReadonlyMap<string, string> {
  const { name, shards, out, command } = submission;
  const script = (what: string, log: string, more: readonly string[], words: readonly string[]): string =>
    [
      "#!/bin/sh",
      `#SBATCH --job-name=${jobName(name)}-${what}`,
      `#SBATCH --output=${quote(`${out}/log/${log}`)}`,
      "#SBATCH --requeue",
      "#SBATCH --ntasks=1",
      ...more,
      `exec ${line([...command, ...words])}`,
      "",
    ].join("\n");
  const array = [`#SBATCH --array=0-${shards - 1}`];
  return new Map([
    ["shards.sh", script("shard", "shard-%a.txt", array, shardWords(submission))],
    ["merge.sh", script("merge", "merge.txt", [], mergeWords(submission))],
  ]);
}

/** An Indexed Job of shards and a Job that merges them, as one stream of manifests. */
export function kubernetesManifest(submission: Submission, { image, claim }: Container): string {
  const job = (what: keyof typeof retries, words: readonly string[], more: object): object => ({
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: `${jobName(submission.name)}-${what}` },
    spec: {
      ...more,
      backoffLimit: retries[what] * (what === "shard" ? submission.shards : 1),
      template: {
        spec: {
          restartPolicy: "OnFailure",
          containers: [{ name: "rebound", image, args: words, volumeMounts: [{ name: "work", mountPath }] }],
          volumes: [{ name: "work", persistentVolumeClaim: { claimName: claim } }],
        },
      },
    },
  });
  const { shards } = submission;
  const indexed = { completions: shards, parallelism: shards, completionMode: "Indexed" };
  const manifests = [
    { comment: "The shards.", job: job("shard", shardWords(submission), indexed) },
    {
      comment: "A merge that comes too early fails, and is started again until all shards are there.",
      job: job("merge", mergeWords(submission), {}),
    },
  ];
  return manifests.map(({ comment, job: own }) => `---\n# ${comment}\n${stringify(own)}`).join("");
}
