import { deleteLockCommand } from "../../lock.ts";
import { commandOf } from "./commands.ts";
import { nodePoolLabel } from "../snapshot/names.ts";
import { dropBudgetCommand, dropCommand, namespaced, openBudgetCommand } from "./budgetCommands.ts";
import { remedyChanges } from "./remedies.ts";
import { commandLine } from "./shellText.ts";
import type { Remedy } from "../blockers/blocker.ts";
import type { DisableState } from "../state.ts";

/** The remedy as a person would type it in a POSIX shell, one line each; empty for waiting. */
export function remedyCommand(remedy: Remedy, state: DisableState): string {
  const { snapshot } = state.inventory;
  switch (remedy.kind) {
    case "openBudget":
      return openBudgetCommand(remedy.budget, snapshot);
    case "dropBudget":
      return dropBudgetCommand(remedy.budget);
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
      return dropCommand(["nodepool", remedy.nodePool], `nodepool-${remedy.nodePool}.yaml`);
    case "wait":
      return "";
    default:
      return remedyChanges(remedy, state)
        .map((change) => commandOf(change, snapshot.managedCluster))
        .join("\n");
  }
}
