import type { Memento } from "vscode";

/** Under which keys VS Code remembers what outlives a window. */
export const keptKeys = {
  modeChanges: "modeChanges.pending",
  newClusters: "newClusters.pending",
  registrations: "registrations.pending",
  verifications: "verifications.pending",
  /** Of the workspace: the cluster that is on its way to Manual. */
  disabling: "disable.cluster",
} as const;

interface Memories {
  readonly globalState: Memento;
  readonly workspaceState: Memento;
}

/** What Azure, or Karpenter, was still at. */
const waiting = [
  keptKeys.modeChanges,
  keptKeys.newClusters,
  keptKeys.registrations,
  keptKeys.verifications,
];

/** Whether an earlier window has left something to go on with. */
export function isAnythingKept({ globalState, workspaceState }: Memories): boolean {
  const running = waiting.flatMap((key) => globalState.get<readonly unknown[]>(key, []));
  return running.length > 0 || workspaceState.get(keptKeys.disabling) !== undefined;
}
