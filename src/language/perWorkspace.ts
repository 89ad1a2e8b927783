import { ask } from "./observedWorkspace.ts";
import type { IndexedObject, Workspace } from "./workspace.ts";

/**
 * The same answer for the same workspace, computed once: a rule that looks at all objects for each of ten thousand
 * manifests would take a hundred million looks. What follows from an answer holds as long as the answer is the same value.
 */
export function perWorkspace<T>(compute: (workspace: Workspace) => T): (workspace: Workspace) => T {
  const answerOf = remembered(compute);
  return (asked) => ask(asked, { answerOf, isSame: Object.is });
}

/** The same for one of many groups of objects: what is in the others does not matter to who asked. */
export function groupsPerWorkspace(
  compute: (workspace: Workspace) => ReadonlyMap<string, readonly IndexedObject[]>,
): (workspace: Workspace, key: string) => readonly IndexedObject[] {
  const groupsOf = remembered(compute);
  return (asked, key) =>
    ask(asked, {
      answerOf: (workspace) => groupsOf(workspace).get(key) ?? none,
      isSame: haveSameObjects,
    });
}

const none: readonly IndexedObject[] = [];

/** The objects of one file are looked at sooner than remembered. */
const worthRemembering = 8;

function remembered<T>(compute: (workspace: Workspace) => T): (workspace: Workspace) => T {
  const known = new WeakMap<Workspace, { readonly answer: T }>();
  return (workspace) => {
    if (workspace.objects.length < worthRemembering) return compute(workspace);
    const found = known.get(workspace) ?? { answer: compute(workspace) };
    known.set(workspace, found);
    return found.answer;
  };
}

/** Verdicts do not depend on where in its file an object stands. */
function haveSameObjects(a: readonly IndexedObject[], b: readonly IndexedObject[]): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every(({ json, uri }, index) => json === b[index]?.json && uri === b[index].uri)
  );
}
