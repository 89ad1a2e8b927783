import assert from "node:assert/strict";
import type { ClusterChoices } from "../../../../src/nap/create/choices.ts";
import { defaultChoices } from "../../../../src/nap/create/choices.ts";
import { createBicepText } from "../../../../src/nap/create/createBicep.ts";
import { createCommands } from "../../../../src/nap/create/createCommand.ts";
import { createTemplateText } from "../../../../src/nap/create/createTemplate.ts";
import { newClusterModel } from "../../../../src/nap/create/newCluster.ts";
import { choicesProblems } from "../../../../src/nap/create/validation.ts";
import { jsonAt, textAt, type JsonObject } from "../../../../src/nap/json.ts";
import { preflight } from "../../../../src/nap/preflight/preflight.ts";
import { diagnoseTemplate } from "../../../../src/nap/template/diagnose/diagnoseTemplate.ts";
import { readClusterDocuments } from "../../../../src/nap/template/readClusterDocuments.ts";

const group = "/subscriptions/0b1c/resourceGroups/net/providers";
const subnet = `${group}/Microsoft.Network/virtualNetworks/v/subnets/nodes`;
const identityId = `${group}/Microsoft.ManagedIdentity/userAssignedIdentities/shop`;

/** Every value of each answer that leads to another cluster. */
const answers: {
  readonly [Name in keyof ClusterChoices]?: readonly ClusterChoices[Name][];
} = {
  kind: ["base", "automatic"],
  tier: ["Free", "Standard", "Premium"],
  network: ["overlay-cilium", "overlay", "node-subnet"],
  subnetId: ["", subnet],
  identity: [{ type: "SystemAssigned" }, { type: "UserAssigned", id: identityId }],
  kubernetesVersion: ["", "1.34"],
  defaultNodePools: ["Auto", "None"],
  sshPublicKey: ["", "ssh-ed25519 AAAA me@home"],
  isNewResourceGroup: [false, true],
  systemPool: [[], ["1", "2", "3"]].map((zones) => ({ ...defaultChoices.systemPool, zones })),
};

function everyChoice(): readonly ClusterChoices[] {
  const names = { subscriptionId: "0b1c", resourceGroup: "(mine)", name: "shop" };
  const start: ClusterChoices = { ...defaultChoices, ...names, location: "westeurope" };
  return Object.entries(answers).reduce<readonly ClusterChoices[]>(
    (all, [name, values]) =>
      all.flatMap((choices) => values.map((value) => ({ ...choices, [name]: value }))),
    [start],
  );
}

const all = everyChoice();

/** The words of a command as a POSIX shell reads them. */
function wordsOf(command: string): readonly string[] {
  const joined = command.replaceAll("\\\n", " ");
  return [...joined.matchAll(/(?:'[^']*'|\\.|[^\s'\\])+/g)].map(([word]) =>
    word.replace(
      /'([^']*)'|\\(.)/g,
      (_, quoted?: string, escaped?: string) => quoted ?? escaped ?? "",
    ),
  );
}

/** The values of each option of a command. */
function optionsOf(command: string): ReadonlyMap<string, readonly string[]> {
  const options = new Map<string, string[]>();
  let current: string[] = [];
  for (const word of wordsOf(command)) {
    if (word.startsWith("--")) options.set(word, (current = []));
    else current.push(word);
  }
  return options;
}

/** What az makes of its options, of that which people choose. */
function meaningOfCommand(command: string): Readonly<Record<string, unknown>> {
  const options = optionsOf(command);
  const one = (name: string) => options.get(name)?.[0] ?? "";
  const isAutomatic = one("--sku") === "automatic";
  return {
    name: one("--name"),
    group: one("--resource-group"),
    location: one("--location"),
    sku: isAutomatic ? "automatic" : "base",
    tier: isAutomatic ? "standard" : one("--tier"),
    version: one("--kubernetes-version"),
    pool: [one("--nodepool-name"), one("--node-vm-size"), Number(one("--node-count"))],
    zones: options.get("--zones") ?? [],
    subnet: one("--vnet-subnet-id"),
    identity: one("--assign-identity"),
    plugin: one("--network-plugin"),
    pluginMode: one("--network-plugin-mode"),
    // Of Azure CNI the data plane is Azure's unless another one is named.
    dataplane: one("--network-dataplane") || (isAutomatic ? "" : "azure"),
    mode: one("--node-provisioning-mode"),
    pools: one("--node-provisioning-default-pools"),
    key: one("--ssh-key-value"),
  };
}

/** The same of the body that Resource Manager gets. */
function meaningOfModel(
  { name, resourceGroup }: ClusterChoices,
  body: JsonObject,
): Readonly<Record<string, unknown>> {
  const properties = jsonAt(body, "properties");
  const pool =
    jsonAt(properties, "agentPoolProfiles", "0") ??
    firstOf(jsonAt(properties, "agentPoolProfiles"));
  const network = (member: string) => textAt(properties, "networkProfile", member);
  const identities = jsonAt(body, "identity", "userAssignedIdentities") ?? {};
  return {
    name,
    group: resourceGroup,
    location: textAt(body, "location"),
    sku: textAt(body, "sku", "name").toLowerCase(),
    tier: textAt(body, "sku", "tier").toLowerCase(),
    version: textAt(properties, "kubernetesVersion"),
    pool: [textAt(pool, "name"), textAt(pool, "vmSize"), jsonAt(pool, "count")],
    zones: jsonAt(pool, "availabilityZones") ?? [],
    subnet: textAt(pool, "vnetSubnetID"),
    identity: Object.keys(identities as object)[0] ?? "",
    plugin: network("networkPlugin"),
    pluginMode: network("networkPluginMode"),
    dataplane: network("networkDataplane"),
    mode: textAt(properties, "nodeProvisioningProfile", "mode"),
    pools: textAt(properties, "nodeProvisioningProfile", "defaultNodePools"),
    key: keyOf(jsonAt(properties, "linuxProfile", "ssh", "publicKeys")),
  };
}

function firstOf(list: ReturnType<typeof jsonAt>): ReturnType<typeof jsonAt> {
  return Array.isArray(list) ? (list as readonly JsonObject[])[0] : undefined;
}

function keyOf(keys: ReturnType<typeof jsonAt>): string {
  return textAt(firstOf(keys), "keyData");
}

describe("what is saved of a new cluster, whatever was chosen", () => {
  it("covers all combinations, each of them one that Azure takes", () => {
    assert.equal(all.length, 2 * 3 * 3 * 2 ** 7);
    assert.deepEqual(
      all.filter((choices) => Object.keys(choicesProblems(choices)).length > 0),
      [],
    );
  });

  it("is a template in which our own diagnostics find nothing wrong", () => {
    for (const choices of all) {
      const findings = diagnoseTemplate(createTemplateText(choices));
      const told = findings.map(({ rule, severity }) => `${rule} ${severity}`);
      // That another network than the recommended one was chosen may be told, as information.
      const isOther = choices.kind === "base" && choices.network !== "overlay-cilium";
      const allowed = isOther ? ["cilium-afterwards info"] : [];
      assert.deepEqual(
        told.filter((one) => !allowed.includes(one)),
        [],
        JSON.stringify(choices),
      );
    }
  });

  it("is a template that nothing stands in the way of", () => {
    for (const choices of all) {
      const { clusters } = readClusterDocuments(createTemplateText(choices));
      assert.equal(clusters.length, 1);
      const worse = clusters
        .flatMap((cluster) => preflight(cluster))
        .filter(({ result, isOutside }) => result !== "fine" && isOutside === undefined)
        .map(({ id, result }) => `${id} ${result}`);
      const expected =
        choices.kind === "automatic"
          ? ["automatic warns"]
          : choices.network === "overlay-cilium"
            ? []
            : ["cilium-afterwards warns"];
      assert.deepEqual(worse, expected, JSON.stringify(choices));
    }
  });

  it("is an az command of the same meaning, and a group where one is to be made", () => {
    for (const choices of all) {
      const commands = createCommands(choices)
        .trim()
        .split(/\n(?=az )/);
      assert.equal(commands.length, choices.isNewResourceGroup ? 2 : 1);
      assert.deepEqual(
        meaningOfCommand(commands.at(-1) ?? ""),
        meaningOfModel(choices, newClusterModel(choices)),
      );
    }
  });

  it("is a Bicep file with every value of the body", () => {
    const valuesOf = (value: unknown): readonly unknown[] =>
      typeof value === "object" && value !== null
        ? Object.values(value).flatMap(valuesOf)
        : [value];
    for (const choices of all) {
      const text = createBicepText(choices);
      for (const value of valuesOf(newClusterModel(choices)))
        assert.ok(text.includes(String(value)), `${String(value)} lacks in ${text}`);
    }
  });
});
