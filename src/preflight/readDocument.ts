import { readFileSync } from "node:fs";
import { reasonOf } from "../lint/readInput.ts";
import { stdin } from "../lint/inputFiles.ts";
import type { FoundCluster } from "../nap/model.ts";
import { readClusterDocuments } from "../nap/template/readClusterDocuments.ts";

export interface Problem {
  readonly message: string;
  /** From 1. */
  readonly line: number;
}

/** A file and the clusters in it. */
export interface ReadDocument {
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly clusters: readonly FoundCluster[];
  /** Why nothing can be made of it. */
  readonly failure?: string;
}

/** Reads one file, or standard input for `-`. Never throws: what cannot be read has a `failure`. */
export function readDocument(path: string): ReadDocument {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path === stdin ? 0 : path);
  } catch (error) {
    return unreadable(path, reasonOf(error));
  }
  const { text, problem } = decode(bytes);
  const found = readClusterDocuments(text);
  const problems = [...(problem ? [problem] : []), ...found.problems];
  if (!found.readable)
    return { ...unreadable(path, "no JSON"), problems: problems.length > 0 ? problems : [noJson] };
  return { path, problems, clusters: found.clusters };
}

const noJson: Problem = { message: "no JSON", line: 1 };

function unreadable(path: string, failure: string): ReadDocument {
  return { path, problems: [{ message: failure, line: 1 }], clusters: [], failure };
}

interface Decoded {
  readonly text: string;
  readonly problem?: Problem;
}

/** The text of a file: UTF-8, or UTF-16 as Windows PowerShell writes the output of `az`. */
function decode(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  // Without a byte order mark it begins with an ASCII character all the same, as JSON does.
  const isLittle = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  if (isLittle || isBig)
    return { text: new TextDecoder(isLittle ? "utf-16le" : "utf-16be").decode(bytes) };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    const text = new TextDecoder("utf-8").decode(bytes);
    const line = text.slice(0, text.indexOf("\uFFFD")).split("\n").length;
    return { text, problem: { message: "Not UTF-8: save the file as UTF-8.", line } };
  }
}
