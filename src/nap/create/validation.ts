import type { ClusterChoices } from "./choices.ts";

/** What is wrong with one answer, in words, or undefined. */
type Problem = string | undefined;

/** Names of clusters: 1-63 letters, digits, `-` and `_`, a letter or digit at both ends (Microsoft.ContainerService naming rules). */
export function clusterNameProblem(name: string): Problem {
  if (name === "") return "A cluster needs a name.";
  if (name.length > 63) return `At most 63 characters; this has ${name.length}.`;
  if (/^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$/.test(name)) return undefined;
  return "Letters, digits, - and _ only, with a letter or a digit at both ends.";
}

/** Names of resource groups: 1-90 letters, digits and `-_.()`, no dot at the end (Microsoft.Resources naming rules). */
export function resourceGroupProblem(name: string): Problem {
  if (name === "") return "A resource group needs a name.";
  if (name.length > 90) return `At most 90 characters; this has ${name.length}.`;
  if (name.endsWith(".")) return "It cannot end with a dot.";
  if (/^[\p{L}\p{N}_().-]+$/u.test(name)) return undefined;
  return "Letters, digits and - _ . ( ) only.";
}

/** Names of Linux pools: a lower case letter, then at most 11 lower case letters and digits (SDK, AgentPool.name). */
export function poolNameProblem(name: string): Problem {
  if (/^[a-z][a-z0-9]{0,11}$/.test(name)) return undefined;
  return "A lower case letter, then at most 11 lower case letters or digits.";
}

/** Size of a system pool: a whole number, 1-1000 (SDK, AgentPool.count). */
export function poolCountProblem(count: number): Problem {
  return Number.isInteger(count) && count >= 1 && count <= 1000
    ? undefined
    : "A whole number from 1 to 1000.";
}

/** A public key in the one-line form of OpenSSH; a private key is refused by name. */
export function sshKeyProblem(key: string): Problem {
  if (key === "") return undefined;
  if (key.includes("PRIVATE KEY")) return "This is a private key. Give the public one (*.pub).";
  const isKey =
    /^(ssh-rsa|ssh-ed25519|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]+={0,2}( [^\r\n]*)?$/;
  return isKey.test(key.trim()) ? undefined : "One line such as: ssh-ed25519 AAAAC3Nz... name";
}

const subnetId =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/virtualNetworks\/[^/]+\/subnets\/[^/]+$/i;

/** What is wrong with the resource id of a subnet; nothing with an empty answer. */
export function subnetIdProblem(id: string): Problem {
  return id === "" || subnetId.test(id) ? undefined : "The resource id of a subnet.";
}

const identityId =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[^/]+$/i;

/** Resource ids of user-assigned identities. */
export function identityIdProblem(id: string): Problem {
  return identityId.test(id) ? undefined : "The resource id of a user-assigned identity.";
}

/** All problems of the answers together, by the name of the answer; empty when the cluster can be asked for. */
export function choicesProblems(choices: ClusterChoices): Readonly<Record<string, string>> {
  const { systemPool } = choices;
  const problems: Readonly<Record<string, Problem>> = {
    name: clusterNameProblem(choices.name),
    resourceGroup: resourceGroupProblem(choices.resourceGroup),
    location: choices.location === "" ? "A cluster needs a region." : undefined,
    subnetId: subnetIdProblem(choices.subnetId),
    identity:
      choices.identity.type === "UserAssigned" ? identityIdProblem(choices.identity.id) : undefined,
    "systemPool.name": poolNameProblem(systemPool.name),
    "systemPool.count": poolCountProblem(systemPool.count),
    sshPublicKey: sshKeyProblem(choices.sshPublicKey),
  };
  return Object.fromEntries(
    Object.entries(problems).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
