import { wholeWorkspace } from "./observedWorkspace.ts";
import type { Workspace } from "./workspace.ts";

/**
 * The same answer for the same workspace, computed once: a rule that looks at all objects for each of ten thousand
 * manifests would take a hundred million looks.
 */
export function perWorkspace<T>(compute: (workspace: Workspace) => T): (workspace: Workspace) => T {
  const known = new WeakMap<Workspace, { readonly answer: T }>();
  return (asked) => {
    const workspace = wholeWorkspace(asked);
    const found = known.get(workspace) ?? { answer: compute(workspace) };
    known.set(workspace, found);
    return found.answer;
  };
}
