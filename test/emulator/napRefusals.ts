import { param, type Answer, type ArmRequest } from "./answers.ts";
import { aksError } from "./errors.ts";
import { asText, at, sameName, type JsonObject } from "./json.ts";
import { poolsOf } from "./pools.ts";
import { featureState } from "./registrations.ts";
import type { AzureState } from "./state.ts";

const auto = ".properties.nodeProvisioningProfile.mode cannot be Auto unless";

/** The feature that lets the cluster autoscaler and node auto-provisioning live side by side. */
const sideBySide = "Microsoft.ContainerService/AllowClusterAutoscalerAndNAP";

function hasAutoscaler(cluster: JsonObject): boolean {
  return poolsOf(cluster).some((pool) => pool.enableAutoScaling === true);
}

function isSideBySideAllowed(state: AzureState, request: ArmRequest): boolean {
  const where = { subscription: param(request, "subscription"), feature: sideBySide };
  return featureState(state, where, request.now) === "Registered";
}

function isServicePrincipal(cluster: JsonObject): boolean {
  const client = asText(at(cluster, "properties", "servicePrincipalProfile", "clientId"));
  const identity = asText(at(cluster, "identity", "type"));
  return client !== "" && client !== "msi" && (identity === "" || sameName(identity, "None"));
}

/**
 * Why the service refuses mode Auto for a cluster as it would be after the change.
 * The texts about ipFamilies, publicNetworkAccess and enableAutoScaling are the service's (AKS#4759, #5586);
 * the other conditions are documented, their texts were never seen and only follow the same form.
 */
function autoRefusal(
  state: AzureState,
  request: ArmRequest,
  cluster: JsonObject,
): string | undefined {
  const network = at(cluster, "properties", "networkProfile");
  const families = at(network, "ipFamilies");
  const access = at(cluster, "properties", "publicNetworkAccess");
  if (!Array.isArray(families) || families.join() !== "IPv4")
    return `${auto} .properties.networkProfile.ipFamilies is set to one of [IPv4].`;
  if (access !== undefined && !sameName(access, "Enabled"))
    return `${auto} .properties.publicNetworkAccess is set to one of [Enabled].`;
  if (hasAutoscaler(cluster) && !isSideBySideAllowed(state, request))
    return `${auto} all AgentPools have property .properties.enableAutoScaling set to one of [false]`;
  if (sameName(at(network, "networkPlugin"), "kubenet"))
    return `${auto} .properties.networkProfile.networkPlugin is set to one of [azure none].`;
  if (sameName(at(network, "networkPolicy"), "calico"))
    return `${auto} .properties.networkProfile.networkPolicy is set to one of [none azure cilium].`;
  if (at(cluster, "properties", "enableRBAC") === false)
    return `${auto} .properties.enableRBAC is set to one of [true].`;
  if (isServicePrincipal(cluster))
    return `${auto} .properties.servicePrincipalProfile is not specified.`;
  return undefined;
}

/** The mode of a cluster; absent counts as Manual. */
export function modeOf(cluster: JsonObject | undefined): "Auto" | "Manual" {
  const mode = at(cluster, "properties", "nodeProvisioningProfile", "mode");
  return sameName(mode, "Auto") ? "Auto" : "Manual";
}

/** The refusal of a cluster's new form because of node auto-provisioning; undefined when it may be. */
export function napRefusal(
  state: AzureState,
  request: ArmRequest,
  change: { before: JsonObject | undefined; after: JsonObject },
): Answer | undefined {
  const { before, after } = change;
  const message =
    modeOf(after) === "Auto" ? autoRefusal(state, request, after) : inUse(request, before);
  return message === undefined ? undefined : aksError(400, "OperationNotAllowed", message);
}

/** The service's own text is not known: this one says what was found. */
function inUse(request: ArmRequest, before: JsonObject | undefined): string | undefined {
  const reasons = request.facts.napInUse;
  if (modeOf(before) === "Manual" || reasons.length === 0) return undefined;
  return `.properties.nodeProvisioningProfile.mode cannot be Manual unless node auto-provisioning is not in use: ${reasons.join("; ")}.`;
}

/** The refusal to stop a cluster with mode Auto, in the service's words (azure-docs#118661). */
export function stopRefusal(cluster: JsonObject): Answer | undefined {
  if (modeOf(cluster) === "Manual") return undefined;
  const message =
    "Unable to perform 'stopping' operation since the cluster enables .properties.nodeProvisioningProfile.mode 'Auto'";
  return aksError(400, "OperationNotAllowed", message);
}
