import assert from "node:assert/strict";
import { printAgreement } from "./agreement.ts";
import { conditionLine } from "./conditions.ts";
import type { Condition } from "./conditions.ts";
import { knownRuntimeDifferences } from "./knownRuntimeDifferences.ts";
import type { Stored } from "./storedObjects.ts";

/** The conditions of one object, by Karpenter and by us. */
interface Answers {
  readonly theirs: readonly Condition[];
  readonly ours: readonly Condition[];
}

/** What happened to the nodes of a pool and not what its text says. */
const ofNodes = new Set(["NodeRegistrationHealthy", "ConsistentStateFound"]);

const seen = new Set<RegExp>();

function isKnown(line: string): boolean {
  const known = knownRuntimeDifferences.find(({ pattern }) => pattern.test(line));
  if (known) seen.add(known.pattern);
  return known !== undefined;
}

/** Compares condition by condition, prints how many objects agree and fails with differences that are not known. */
export function compareConditions(
  what: string,
  objects: readonly Stored[],
  ask: (one: Stored) => Answers,
): void {
  const differences = objects.flatMap((one) => {
    const { theirs, ours } = ask(one);
    const server = theirs.filter(({ type }) => !ofNodes.has(type)).map(conditionLine);
    const own = ours.map(conditionLine);
    const onlyServer = server.filter((line) => !own.includes(line));
    const onlyOurs = own.filter((line) => !server.includes(line));
    const found = onlyServer.length + onlyOurs.length > 0;
    return found ? [{ manifest: one.manifest, onlyServer, onlyOurs }] : [];
  });
  printAgreement(`${what}, all of an object`, objects.length - differences.length, objects.length);
  const unknown = differences.filter(
    ({ onlyServer, onlyOurs }) => ![...onlyServer, ...onlyOurs].every(isKnown),
  );
  assert.deepEqual(unknown.slice(0, 10), []);
}

/** The reasons of known differences that have not been seen. */
export function vanishedDifferences(): readonly string[] {
  return knownRuntimeDifferences.filter(({ pattern }) => !seen.has(pattern)).map(({ why }) => why);
}
