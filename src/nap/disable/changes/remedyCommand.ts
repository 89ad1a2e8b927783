import { deleteLockCommand } from "../../lock.ts";
import { commandOf } from "./commands.ts";
import { nodePoolLabel } from "../snapshot/names.ts";
import { keyOf } from "../snapshot/podFacts.ts";
import { remedyChanges } from "./remedies.ts";
import { commandLine } from "./shellText.ts";
import type { Remedy } from "../blockers/blocker.ts";
import type { DisableState } from "../state.ts";

/** `namespace/name`, as kubectl takes it. */
function namespaced(key: string): readonly string[] {
  const [last = "", namespace = "default"] = key.split("/").reverse();
  return [last, "--namespace", namespace];
}

/** One pod at a time, whichever of the two fields says it now. */
const onePod = JSON.stringify({ spec: { minAvailable: null, maxUnavailable: 1 } });

/** The remedy as a person would type it in a POSIX shell, one line each; empty for waiting. */
export function remedyCommand(remedy: Remedy, state: DisableState): string {
  const { snapshot } = state.inventory;
  switch (remedy.kind) {
    case "openBudget": {
      const budget = snapshot.podDisruptionBudgets.find((one) => keyOf(one) === remedy.budget);
      const isOpen = budget?.spec?.maxUnavailable === 1;
      const patch = ["kubectl", "patch", "poddisruptionbudget", ...namespaced(remedy.budget)];
      return isOpen ? "" : commandLine([...patch, "--type", "merge", "--patch", onePod]);
    }
    case "changePod":
      return commandLine(["kubectl", "get", "pod", ...namespaced(remedy.pod), "--output", "yaml"]);
    case "backUpData":
      return commandLine(["kubectl", "cp", `${remedy.pod}:<path>`, "<local folder>"]);
    case "removeLock":
      return deleteLockCommand(remedy.lock.id);
    case "pauseOwner":
      return remedy.command;
    case "drainByHand": {
      const drain = ["--ignore-daemonsets", "--delete-emptydir-data"];
      return [
        commandLine(["kubectl", "drain", remedy.node, ...drain]),
        commandLine(["kubectl", "delete", "node", remedy.node]),
      ].join(" && ");
    }
    case "removeNodePoolLabel":
      return commandLine(["kubectl", "label", "node", remedy.node, `${nodePoolLabel}-`]);
    case "deleteNodePool":
      return commandLine(["kubectl", "delete", "nodepool", remedy.nodePool]);
    case "wait":
      return "";
    default:
      return remedyChanges(remedy, state)
        .map((change) => commandOf(change, snapshot.managedCluster))
        .join("\n");
  }
}
