import { Unresolved } from "../../model.ts";
import type { Subject } from "../check.ts";
import { sameText } from "../member.ts";
import type { FoundText } from "../member.ts";
import { isAutomatic, isWanted, property } from "./readings.ts";

/** The network plugin and where the knowledge comes from. */
export interface NetworkPlugin {
  /** Undefined where the document does not tell. */
  readonly plugin: FoundText;
  readonly seen: string;
}

/**
 * The network plugin of a cluster. A new cluster that names none gets the service's default, which depends on the
 * Kubernetes version: kubenet below 1.30, Azure CNI Overlay since (azure-rest-api-specs, pull requests 30844 and 30845).
 */
export function networkPluginOf(subject: Subject): NetworkPlugin {
  const plugin = property(subject, "networkProfile.networkPlugin");
  if (plugin !== undefined) return { plugin, seen: `networkPlugin ${textOf(plugin)}` };
  if (!isWanted(subject)) return { plugin, seen: "the document shows no networkPlugin" };
  if (isAutomatic(subject)) return { plugin: "azure", seen: "AKS Automatic uses Azure CNI" };
  const implied = impliedBy(subject);
  if (implied !== undefined) return { plugin: "azure", seen: implied };
  return byVersion(property(subject, "kubernetesVersion"));
}

function textOf(text: FoundText): string {
  return text instanceof Unresolved ? text.expression : (text ?? "");
}

/** Overlay and Cilium exist with Azure CNI only. */
function impliedBy(subject: Subject): string | undefined {
  if (sameText(property(subject, "networkProfile.networkPluginMode"), "overlay"))
    return "no networkPlugin, but networkPluginMode overlay";
  if (sameText(property(subject, "networkProfile.networkDataplane"), "cilium"))
    return "no networkPlugin, but networkDataplane cilium";
  return undefined;
}

function byVersion(version: FoundText): NetworkPlugin {
  const none = "no networkPlugin";
  if (version === undefined)
    return {
      plugin: "azure",
      seen: `${none} and no Kubernetes version: today's default is Azure CNI Overlay`,
    };
  if (version instanceof Unresolved)
    return { plugin: version, seen: `${none}, and the default depends on ${version.expression}` };
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined || minor === undefined)
    return { plugin: new Unresolved(version), seen: `${none}, and kubernetesVersion ${version}` };
  const isOld = Number(major) === 1 && Number(minor) < 30;
  return isOld
    ? { plugin: "kubenet", seen: `${none}: with Kubernetes ${version} the default is kubenet` }
    : {
        plugin: "azure",
        seen: `${none}: with Kubernetes ${version} the default is Azure CNI Overlay`,
      };
}
