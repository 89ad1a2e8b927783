import type { FoundCluster } from "../model.ts";
import { textAt } from "../preflight/member.ts";
import type { ModeChange } from "./modeChange.ts";

/** A choice for the default NodePools, as a picker shows it. */
export interface DefaultNodePoolsChoice {
  readonly value: NonNullable<ModeChange["defaultNodePools"]>;
  readonly label: string;
  readonly detail: string;
}

const disagreement =
  "Azure's sources disagree about a later change from Auto to None: the API reference says that both NodePools are deleted and their nodes drained, the documentation of NodePools says that they stay.";

/** What is asked when node auto-provisioning is switched on. */
const defaultNodePoolsChoices: readonly DefaultNodePoolsChoice[] = [
  {
    value: "Auto",
    label: "Default NodePools: Auto",
    detail:
      "AKS makes the NodePools default and system-surge with their AKSNodeClass, and keeps them. Pending pods get nodes at once.",
  },
  {
    value: "None",
    label: "Default NodePools: None",
    detail:
      "AKS makes none. Until you apply a NodePool of your own, no node is made. The way for NodePools from Git, and beside the cluster autoscaler.",
  },
];

/** The choices for a cluster as it is: each with what is known, and what is not, about the way back. */
export function defaultNodePoolsChoicesFor(
  before: ProfileBefore,
): readonly DefaultNodePoolsChoice[] {
  return defaultNodePoolsChoices.map((choice) => ({
    ...choice,
    detail: [choice.detail, defaultNodePoolsWarning(before, choice.value) || laterOf(choice)]
      .filter(Boolean)
      .join(" "),
  }));
}

function laterOf({ value }: DefaultNodePoolsChoice): string {
  return value === "Auto" ? disagreement : "";
}

/** Node auto-provisioning as a cluster has it now; empty texts where Azure shows none. */
export interface ProfileBefore {
  readonly mode: string;
  readonly defaultNodePools: string;
}

/** What a change of the default NodePools may do to a cluster, told before it; empty when there is nothing to fear. */
export function defaultNodePoolsWarning(
  before: ProfileBefore,
  after: ModeChange["defaultNodePools"],
  nodeCount?: number,
): string {
  // Azure's default is Auto: a cluster on mode Auto that names none has them.
  const has =
    before.mode.toLowerCase() === "auto" && before.defaultNodePools.toLowerCase() !== "none";
  if (after !== "None" || !has) return "";
  const nodes =
    nodeCount === undefined
      ? "How many nodes they have now is not known."
      : `They have ${nodeCount} ${nodeCount === 1 ? "node" : "nodes"} now.`;
  return `Azure's sources disagree about what happens to default and system-surge: the API reference says that they are deleted and their nodes drained and deleted, the documentation of NodePools says that they stay until you delete them. Expect the first. ${nodes} Make sure that other nodes can take their pods.`;
}

/** The profile of a cluster that was read. */
export function profileOf({ model }: FoundCluster): ProfileBefore {
  const text = (name: string): string => {
    const found = textAt(model, `properties.nodeProvisioningProfile.${name}`);
    return typeof found === "string" ? found : "";
  };
  return { mode: text("mode"), defaultNodePools: text("defaultNodePools") };
}
