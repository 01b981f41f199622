import { stringify } from "yaml";
import type { Result } from "../result/result.ts";

export const citationForms = ["text", "bibtex", "cff"] as const;
export type CitationForm = (typeof citationForms)[number];

const title = "Rebound: Monte Carlo uncertainty and global sensitivity";
const authors = "Rebound contributors";

interface Cited {
  readonly result: Result;
  /** Sources of factors and constants that are keys of REFERENCES.md, with their text. */
  readonly references: readonly { readonly key: string; readonly text: string }[];
}

/**
 * How to cite a result: the software with its version, the result by its digest, the data, and the sources of what was
 * assumed. `bibliography` is the text of REFERENCES.md.
 */
export function citeResult(result: Result, bibliography: string, form: CitationForm): string {
  return forms[form]({ result, references: referencesOf(result, bibliography) });
}

const forms: Readonly<Record<CitationForm, (cited: Cited) => string>> = { text, bibtex, cff };

/** Entries of REFERENCES.md: `- **key** — text`. */
export function readBibliography(bibliography: string): ReadonlyMap<string, string> {
  return new Map(
    [...bibliography.matchAll(/^- \*\*([\w-]+)\*\* — (.+)$/gm)].map(([, key, entry]) => [key!, entry!]),
  );
}

function referencesOf(result: Result, bibliography: string): Cited["references"] {
  const known = readBibliography(bibliography);
  const { factors = [], constants = [] } = result.assumptions ?? {};
  const named = JSON.stringify([factors, constants]);
  return [...known]
    .filter(([key]) => new RegExp(`\\b${key}\\b`).test(named))
    .map(([key, entry]) => ({ key, text: entry }));
}

function text({ result, references }: Cited): string {
  const { manifest, name, data = [] } = result;
  const tables = data.flatMap(({ title: table, name: file, licenses, sources }) => {
    const origin = sources.map((source) =>
      source.path === undefined ? source.title : `${source.title} (${source.path})`,
    );
    const licence = licenses.map((license) => license.name).join(", ");
    return origin.length === 0
      ? []
      : [`  ${table ?? file}: ${origin.join("; ")}.${licence === "" ? "" : ` Licence: ${licence}.`}`];
  });
  const parts = [
    ["Software", `  ${authors}. ${title}. Version ${manifest.version}, package rebound-uq.`],
    ["Result", `  ${name}. Result ${manifest.resultDigest}, seed ${manifest.seed}.`],
    ["Data", tables.join("\n")],
    ["Sources of assumptions", references.map(({ key, text: entry }) => `  [${key}] ${entry}`).join("\n")],
  ];
  return `${parts.flatMap(([head, body]) => (body === "" ? [] : [`${head}\n${body}`])).join("\n\n")}\n`;
}

function bibtex({ result: { manifest, name, data = [] }, references }: Cited): string {
  const entry = (type: string, key: string, fields: Readonly<Record<string, string>>): string =>
    `@${type}{${key},\n${Object.entries(fields)
      .map(
        ([field, value]) => `  ${field} = {${value.replace(/[{}\\]/g, "").replace(/([&%$#_])/g, "\\$1")}},`,
      )
      .join("\n")}\n}\n`;
  return [
    entry("software", "rebound", { author: `{${authors}}`, title, version: manifest.version }),
    entry("misc", `rebound-${manifest.resultDigest.slice(0, 8)}`, {
      title: name,
      note: `Result ${manifest.resultDigest}, computed with rebound-uq ${manifest.version}, seed ${manifest.seed}`,
    }),
    ...data.flatMap(({ name: file, sources, licenses }) =>
      sources.slice(0, 1).map((source) =>
        entry("misc", file.replace(/\W+/g, "-"), {
          title: source.title,
          ...(source.path === undefined ? {} : { howpublished: source.path }),
          note: `Licence: ${licenses.map((license) => license.name).join(", ") || "see the source"}`,
        }),
      ),
    ),
    ...references.map(({ key, text: note }) => entry("misc", key, { note })),
  ].join("\n");
}

function cff({ result: { manifest, name, data = [] }, references }: Cited): string {
  const document = {
    "cff-version": "1.2.0",
    message: "If you use this result, cite it and what it was made with.",
    type: "dataset",
    title: name,
    authors: [{ name: authors }],
    identifiers: [
      { type: "other", value: `sha256:${manifest.resultDigest}`, description: "Digest of the result" },
    ],
    references: [
      { type: "software", title, authors: [{ name: authors }], version: manifest.version },
      ...data.flatMap(({ sources }) =>
        sources.map((source) => ({
          type: "data",
          title: source.title,
          authors: [{ name: source.title }],
          ...(source.path === undefined ? {} : { url: source.path }),
        })),
      ),
      ...references.map(({ key, text: notes }) => ({
        type: "generic",
        title: key,
        authors: [{ name: key }],
        notes,
      })),
    ],
  };
  return stringify(document, { lineWidth: 0 });
}
