import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { mentionsNap } from "../nap/template/diagnose/mentionsNap.ts";
import { reasonOf } from "./readInput.ts";
import { isJsonPath } from "./templateFile.ts";

/** A path that could not be read, and why. */
export interface Failure {
  readonly path: string;
  readonly message: string;
}

export interface FoundFiles {
  /** As given, or the given directory and what was found in it; each file once. */
  readonly paths: readonly string[];
  readonly failures: readonly Failure[];
}

/** Standard input, as a path. */
export const stdin = "-";

const leftOut = new Set(["node_modules", ".git"]);

/** The files behind the paths of a command line, directories walked in the order of their names. */
export function findFiles(given: readonly string[]): FoundFiles {
  const paths = new Map<string, string>();
  const failures: Failure[] = [];
  const add = (path: string): void => {
    const id = path === stdin ? stdin : resolve(path);
    if (!paths.has(id)) paths.set(id, path);
  };
  for (const path of given) {
    try {
      if (path !== stdin && statSync(path).isDirectory()) walk(path, add, failures);
      else add(path);
    } catch (error) {
      failures.push({ path, message: reasonOf(error) });
    }
  }
  return { paths: [...paths.values()], failures };
}

function walk(folder: string, add: (path: string) => void, failures: Failure[]): void {
  const base = folder.endsWith("/") ? folder : `${folder}/`;
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = base + entry.name;
      if (entry.isDirectory()) {
        if (!leftOut.has(entry.name)) walk(path, add, failures);
      } else if (isOurs(join(folder, entry.name), entry)) add(path);
    }
  } catch (error) {
    failures.push({ path: folder, message: reasonOf(error) });
  }
}

/** YAML by its name; of the many JSON files those that are templates with node auto-provisioning. */
function isOurs(path: string, entry: { isSymbolicLink(): boolean; isFile(): boolean }): boolean {
  if (/\.ya?ml$/i.test(path)) return isFile(path, entry);
  return isJsonPath(path) && isFile(path, entry) && mentionsNap(readFileSync(path, "latin1"));
}

/** Links to files are read; links to directories are not followed, they may lead in circles. */
function isFile(path: string, entry: { isSymbolicLink(): boolean; isFile(): boolean }): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true;
}
