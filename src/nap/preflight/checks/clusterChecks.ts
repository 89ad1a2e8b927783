import { Unresolved } from "../../model.ts";
import { blocks, fine, unknown } from "../check.ts";
import type { Check, Subject, Verdict } from "../check.ts";
import { flagAt, isThere, at, sameText, textAt } from "../member.ts";
import { isModelObject } from "../../model.ts";
import type { FoundText } from "../member.ts";
import { az, azResource, remedy } from "../remedy.ts";
import { limitations, release, thread } from "../sources.ts";
import { isAutomatic, isSince, isWanted, judged, open } from "./readings.ts";

/** The type of the cluster's identity, `None` where there is none; an identity without type is told by its members. */
function identityOf({ cluster: { model } }: Subject): FoundText {
  const identity = at(model, "identity");
  if (identity === undefined) return "None";
  if (identity instanceof Unresolved) return identity;
  const type = textAt(identity, "type");
  if (type !== undefined) return type;
  return isModelObject(identity) && isThere(identity) ? "managed" : "None";
}

function judgeClient(subject: Subject, clientId: FoundText): Verdict {
  const identity = identityOf(subject);
  if (sameText(clientId, "msi")) return fine("servicePrincipalProfile.clientId msi");
  const hasNone = sameText(identity, "None");
  if (clientId === undefined) return withoutClient(subject, identity);
  if (identity instanceof Unresolved) return open("identity", identity);
  const shown = clientId instanceof Unresolved ? clientId.expression : clientId;
  if (!hasNone)
    return unknown(
      `identity ${String(identity)} beside servicePrincipalProfile.clientId ${shown}`,
      "Models with masked ids look like this, and so do clusters whose identity was changed halfway.",
    );
  if (clientId instanceof Unresolved) return openClient(subject, clientId);
  return blocks(
    `no managed identity, and servicePrincipalProfile.clientId ${shown}`,
    managedIdentity(subject),
  );
}

function managedIdentity(subject: Subject) {
  return remedy(subject, {
    text: "Give the cluster a managed identity; its node pools are to be upgraded afterwards",
    inFile: 'Set "identity": { "type": "SystemAssigned" } and leave servicePrincipalProfile out',
    commands: [az(subject, "update", "--enable-managed-identity")],
  });
}

/** A client that only a deployment tells: an expression is open, however much a secret beside it hints at an answer. */
function openClient(subject: Subject, clientId: Unresolved): Verdict {
  const seen = `no managed identity, and servicePrincipalProfile.clientId is ${clientId.expression}`;
  const secret = at(subject.cluster.model, "properties.servicePrincipalProfile.secret");
  // The same expression for both stands in place of the profile or of all properties.
  if (secret === undefined || secret === clientId)
    return unknown(seen, "A service principal, unless the value turns out to be msi.");
  return {
    ...unknown(
      `${seen}, with a secret`,
      "A client with a secret is a service principal, which node auto-provisioning does not support; only the value msi would say otherwise.",
    ),
    ...managedIdentity(subject),
  };
}

function withoutClient(subject: Subject, identity: FoundText): Verdict {
  if (identity instanceof Unresolved) return fine("no servicePrincipalProfile");
  if (!sameText(identity, "None")) return fine(`identity ${String(identity)}`);
  if (isThere(at(subject.cluster.model, "properties.servicePrincipalProfile")))
    return unknown("no managed identity, and a servicePrincipalProfile without clientId");
  return isWanted(subject)
    ? fine("no servicePrincipalProfile")
    : unknown("the document shows neither identity nor servicePrincipalProfile");
}

const servicePrincipal: Check = {
  id: "service-principal",
  title: "Service principal instead of a managed identity",
  why: "Node auto-provisioning needs a managed identity: the documentation names service principals as unsupported.",
  source: limitations,
  since: "2024-02-19",
  check: (subject) =>
    judgeClient(
      subject,
      textAt(subject.cluster.model, "properties.servicePrincipalProfile.clientId"),
    ),
};

const publicNetworkAccess: Check = {
  id: "public-network-access",
  title: "Public network access switched off",
  why: "Azure was reported to refuse mode Auto with it in February and July 2026; both reports are closed, no release note says that it changed, and no documentation names it. A private cluster as such is fine.",
  source: thread("Azure/AKS", 5881, "2026-07-29"),
  since: "2026-02-03",
  check: (subject) =>
    judged(subject, "publicNetworkAccess", (access) => {
      if (access === undefined) return fine("no publicNetworkAccess: the default is Enabled");
      if (sameText(access, "Enabled")) return fine(`publicNetworkAccess ${access}`);
      return {
        result: "likely-blocks",
        seen: `publicNetworkAccess ${access}`,
        ...remedy(subject, {
          text: "Set it to Enabled; the API server of a private cluster stays private",
          inFile:
            'Set "publicNetworkAccess": "Enabled"; the API server of a private cluster stays private',
          commands: [azResource(subject, "properties.publicNetworkAccess=Enabled")],
          action: { do: "setPublicNetworkAccess", value: "Enabled" },
        }),
      };
    }),
};

/** Absent means on since api-version 2020-04-01, off before (release notes of 2020-06-01). */
function absentRbac(subject: Subject): Verdict {
  if (!isWanted(subject)) return unknown("the document shows no enableRBAC");
  if (isAutomatic(subject)) return fine("AKS Automatic has Kubernetes RBAC");
  if (isSince(subject, "2020-04-01") === true) return fine("no enableRBAC: it is on by default");
  return unknown(
    `no enableRBAC, and api-version ${subject.cluster.apiVersion ?? ""}: before 2020-04-01 it was off by default`,
  );
}

const rbacDisabled: Check = {
  id: "rbac-disabled",
  title: "Kubernetes RBAC switched off",
  why: "Node auto-provisioning needs Kubernetes RBAC since the release of 2025-06-17.",
  source: release("2025-06-17"),
  since: "2025-06-17",
  check: (subject) => {
    const flag = flagAt(subject.cluster.model, "properties.enableRBAC");
    if (flag instanceof Unresolved) return open("enableRBAC", flag);
    if (flag === undefined) return absentRbac(subject);
    if (flag) return fine("enableRBAC true");
    return blocks(
      "enableRBAC false",
      remedy(subject, {
        text: "Make a new cluster: Kubernetes RBAC cannot be switched on afterwards",
        inFile: 'Set "enableRBAC": true; a cluster that exists has to be made anew',
      }),
    );
  },
};

/** Conditions of the cluster itself. */
export const clusterChecks: readonly Check[] = [
  servicePrincipal,
  publicNetworkAccess,
  rbacDisabled,
];
