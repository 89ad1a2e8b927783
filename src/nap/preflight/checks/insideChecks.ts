import { isModelObject } from "../../model.ts";
import { fine, notRead, warns } from "../check.ts";
import type { Check } from "../check.ts";
import { at, textAt } from "../member.ts";
import type { FoundText } from "../member.ts";
import { docs } from "../sources.ts";
import type { Surroundings } from "../surroundings.ts";
import { subnetsOf } from "./subnets.ts";

/** Whether somebody tried to look into the cluster makes a difference to who reads it. */
function notInside({ unread }: Surroundings): string {
  const isTried = unread?.selfHostedKarpenter !== undefined || unread?.nodeClasses !== undefined;
  return isTried ? "the cluster was not looked into" : "nobody looked into the cluster";
}

const selfHostedKarpenter: Check = {
  id: "self-hosted-karpenter",
  title: "Karpenter of one's own",
  why: "Two controllers would fight for the same nodes. Take Helm's labels off the custom resource definitions, uninstall the release, then enable NAP without default NodePools.",
  source: docs("use-node-auto-provisioning"),
  since: "2026-05-21",
  isOutside: true,
  check: ({ around }) => {
    const { selfHostedKarpenter: found } = around;
    if (found === undefined) return notRead(around, "selfHostedKarpenter", notInside(around));
    if (found === null) return fine("none in the cluster");
    return warns(`release ${found}`, {
      remedy: {
        text: "Take the documented steps in their order (command: From Your Own Karpenter to NAP)",
        commands: around.selfHostedCommands ?? [],
      },
    });
  },
};

const nodeClassSubnets: Check = {
  id: "node-class-subnets",
  title: "Subnets of node classes",
  why: "A subnet of an AKSNodeClass must belong to the cluster's own network, which must not be managed by AKS; it cannot be changed for another valid one.",
  source: docs("node-auto-provisioning-networking#subnet-drift-behavior"),
  since: "2025-04-24",
  isOutside: true,
  check: (subject) => {
    const { around } = subject;
    const { nodeClasses } = around;
    if (nodeClasses === undefined) return notRead(around, "nodeClasses", notInside(around));
    const network = (id: FoundText): string =>
      typeof id === "string" ? id.toLowerCase().replace(/\/subnets\/.*$/, "") : "";
    const own = subnetsOf(subject).map(network);
    const strange = nodeClasses.filter((nodeClass) => {
      const subnet = textAt(nodeClass, "spec.vnetSubnetID");
      return subnet !== undefined && !own.includes(network(subnet));
    });
    if (strange.length === 0) return fine("no node class with a subnet of another network");
    const names = strange.map((one) => {
      const name = isModelObject(one) ? at(one, "metadata.name") : undefined;
      return typeof name === "string" ? name : "(no name)";
    });
    return warns(`AKSNodeClass ${names.join(", ")} with a subnet of another network`, {
      remedy: {
        text: "Make an AKSNodeClass with a subnet of the cluster's own network and let the NodePools name it; the subnet of one that is there cannot be changed for another",
        commands: [
          "kubectl get aksnodeclasses -o custom-columns=NAME:.metadata.name,SUBNET:.spec.vnetSubnetID",
          "kubectl get nodepools -o custom-columns=NAME:.metadata.name,CLASS:.spec.template.spec.nodeClassRef.name",
        ],
      },
    });
  },
};

/** Conditions that only the cluster's own API server shows. */
export const insideChecks: readonly Check[] = [selfHostedKarpenter, nodeClassSubnets];
