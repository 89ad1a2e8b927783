import { Unresolved } from "../../model.ts";
import { fine, notRead, unknown } from "../check.ts";
import type { Check, Subject } from "../check.ts";
import { textAt } from "../member.ts";
import { inSubscription } from "../remedy.ts";
import { docs } from "../sources.ts";

const existingCluster: Check = {
  id: "existing-cluster",
  title: "A cluster that exists already",
  why: "Until 2024-06-03 only new clusters could have node auto-provisioning.",
  source: docs("use-node-auto-provisioning"),
  since: "2023-12-07",
  until: "2024-06-03",
  check: ({ cluster: { origin } }) => {
    if (origin === "body")
      return unknown("the body of a request does not tell whether the cluster is there");
    return fine(origin === "model" ? "an existing cluster" : "a template makes a new cluster");
  },
};

/** The regions that the preview left out in its first week; later also West Europe. */
const oncePoor = /^(westus2?|eastus2?|southcentralus|westeurope)$/;

const region: Check = {
  id: "region",
  title: "Region",
  why: "For some weeks of winter 2023/24 some regions were left out. Now all have node auto-provisioning.",
  source: docs("node-auto-provisioning"),
  since: "2023-12-07",
  until: "2024-02-19",
  check: ({ cluster }) => {
    const location = textAt(cluster.model, "location");
    if (location instanceof Unresolved) return unknown(`location is ${location.expression}`);
    if (location === undefined) return fine("no location shown");
    const name = location.toLowerCase().replaceAll(" ", "");
    return fine(oncePoor.test(name) ? `${name}, which was left out once` : name);
  },
};

const previewName = "Microsoft.ContainerService/NodeAutoProvisioningPreview";

/** For a cloud that still asks for it; clusters of today need nothing of it. */
const fromThePast = (subject: Subject) => ({
  remedy: {
    text: "Register the feature all the same, should a refusal of Azure name it (the way of the preview until July 2025)",
    commands: [
      "az feature register --namespace Microsoft.ContainerService --name NodeAutoProvisioningPreview",
      "az provider register --namespace Microsoft.ContainerService",
    ].map((command) => inSubscription(subject, command)),
    action: { do: "registerFeature", feature: previewName } as const,
  },
});

function isOpen(state: string): boolean {
  return !/^(Registered|Registering|Pending)$/i.test(state);
}

const previewFeature: Check = {
  id: "preview-feature",
  title: "Feature NodeAutoProvisioningPreview",
  why: "The subscription needed this feature until node auto-provisioning became generally available in July 2025.",
  source: docs("use-node-auto-provisioning"),
  since: "2023-12-07",
  until: "2025-07-17",
  check: (subject) => {
    const { around } = subject;
    const state = around.features?.[previewName];
    if (state === undefined && around.unread?.previewFeature !== undefined)
      return notRead(around, "previewFeature", "not needed any more, and not read");
    if (state === undefined) return fine("not needed any more");
    return { ...fine(`${state}; not needed any more`), ...(isOpen(state) && fromThePast(subject)) };
  },
};

/** Conditions of the preview that are history: where, on which clusters and for whom it was to be had. */
export const pastChecks: readonly Check[] = [existingCluster, region, previewFeature];
