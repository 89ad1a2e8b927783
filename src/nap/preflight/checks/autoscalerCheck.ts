import { isModelList, Unresolved } from "../../model.ts";
import { blocks, fine, warns } from "../check.ts";
import type { Check, Remedy, Subject, Verdict } from "../check.ts";
import { at, flagAt, isThere, sameText } from "../member.ts";
import { poolNames } from "../pools.ts";
import type { Pool } from "../pools.ts";
import { azPool, inSubscription, remedy } from "../remedy.ts";
import { docs } from "../sources.ts";
import { judgedPools, property } from "./readings.ts";

/** The feature of a subscription that lets both autoscalers run side by side. */
const sideBySideFeature = "Microsoft.ContainerService/AllowClusterAutoscalerAndNAP";

/** Pools of virtual machines may have their autoscaler in the profile of their machines. */
function isAutoscaled({ model }: Pool): boolean | Unresolved {
  const flag = flagAt(model, "enableAutoScaling");
  if (flag === true) return true;
  const profile = at(model, "virtualMachinesProfile.scale.autoscale");
  if (isThere(profile)) return true;
  if (flag instanceof Unresolved) return flag;
  return profile instanceof Unresolved ? profile : false;
}

/** Whether Azure let node auto-provisioning and these pools exist together: then the feature is registered. */
function hasBoth(subject: Subject): boolean {
  return (
    subject.cluster.origin === "model" &&
    sameText(property(subject, "nodeProvisioningProfile.mode"), "Auto") &&
    sameText(property(subject, "provisioningState"), "Succeeded")
  );
}

/**
 * The taints by which pods choose between the two autoscalers, with the value that the documented tolerations have
 * (migrate-from-autoscaler-to-node-auto-provisioning.md, whose NodePool lacks it).
 */
const casTaint = "autoscaling.azure.com/cas-block=true:NoSchedule";
const napTaint = "autoscaling.azure.com/nap-block=true:NoSchedule";

/** The option replaces all taints of a pool: those that it has are named again. */
function taintsOf({ model }: Pool): string {
  const found = at(model, "nodeTaints");
  const taints = isModelList(found) ? found.filter((taint) => typeof taint === "string") : [];
  return [...taints.filter((taint) => taint !== casTaint), casTaint].join(",");
}

function sideBySide(subject: Subject, pools: readonly Pool[]): Remedy {
  const feature = "--namespace Microsoft.ContainerService --name AllowClusterAutoscalerAndNAP";
  return {
    text: `Or let both run side by side: register the feature AllowClusterAutoscalerAndNAP, enable NAP with default NodePools None, and part them by taints, since both see every pending pod: ${casTaint} on the pools with the cluster autoscaler, ${napTaint} in the template of each NodePool; pods tolerate the taint of the side on which they shall run`,
    commands: [
      inSubscription(subject, `az feature register ${feature}`),
      inSubscription(subject, `az feature show ${feature} --query properties.state`),
      inSubscription(subject, "az provider register --namespace Microsoft.ContainerService"),
      ...pools.map((pool) =>
        azPool(subject, "update", [pool.name, `--node-taints "${taintsOf(pool)}"`]),
      ),
    ],
    action: { do: "registerFeature", feature: sideBySideFeature },
  };
}

function judge(subject: Subject, pools: readonly Pool[]): Verdict {
  const seen = `${poolNames(pools)} with the cluster autoscaler`;
  const state = subject.around.features?.[sideBySideFeature];
  const names = pools.map(({ name }) => name);
  const off = remedy(subject, {
    text: "Switch the autoscaler of these pools off; their node counts stay as they are",
    inFile: "Set enableAutoScaling of these pools to false and leave minCount and maxCount out",
    commands: names.map((name) =>
      azPool(subject, "update", [name, "--disable-cluster-autoscaler"]),
    ),
    action: { do: "disableAutoscaler", pools: names },
    instead: sideBySide(subject, pools),
  });
  if (sameText(state, "Registered"))
    return warns(`${seen}; the feature AllowClusterAutoscalerAndNAP is registered`, {
      why: `Both autoscalers may run side by side, but they compete for the same pods: part them by taints (${casTaint} on these pools, ${napTaint} in the template of each NodePool), and let AKS make no default NodePools.`,
      ...off,
    });
  if (hasBoth(subject))
    return warns(`${seen}, and NAP is on already`, {
      why: "Azure accepted both, so the feature for it is registered; they compete for the same pods.",
      ...off,
    });
  if (state === undefined && subject.around.unread?.features !== undefined)
    return {
      result: "likely-blocks",
      seen: `${seen}; whether the feature AllowClusterAutoscalerAndNAP is registered was not read: ${subject.around.unread.features}`,
      ...off,
    };
  const feature =
    state === undefined ? "" : `; the feature AllowClusterAutoscalerAndNAP is ${state}`;
  return blocks(seen + feature, off);
}

export const clusterAutoscaler: Check = {
  id: "cluster-autoscaler",
  title: "Cluster autoscaler",
  why: "Azure refuses mode Auto while a pool has the cluster autoscaler, unless the subscription has the feature AllowClusterAutoscalerAndNAP.",
  source: docs("migrate-from-autoscaler-to-node-auto-provisioning"),
  since: "2024-02-19",
  check: (subject) =>
    judgedPools(subject, {
      asked: "Whether some pools have the cluster autoscaler",
      test: isAutoscaled,
      hit: (pools) => judge(subject, pools),
      none: () => fine("no pool with the cluster autoscaler"),
    }),
};
