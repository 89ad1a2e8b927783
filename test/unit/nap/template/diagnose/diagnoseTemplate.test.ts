import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultChoices } from "../../../../../src/nap/create/choices.ts";
import { createTemplateText } from "../../../../../src/nap/create/createTemplate.ts";
import { diagnoseTemplate } from "../../../../../src/nap/template/diagnose/diagnoseTemplate.ts";
import { newestStable } from "../../../../../src/nap/template/diagnose/apiVersions.ts";
import type { TemplateFix } from "../../../../../src/nap/template/diagnose/templateFinding.ts";

const root = join(import.meta.dirname, "../../../../..");

function fixture(name: string): string {
  return readFileSync(join(root, "test/templates", name), "utf8");
}

/** `line severity rule text` of every finding. */
function told(text: string): string[] {
  return diagnoseTemplate(text).map(({ range: { start, end }, severity, rule }) => {
    const line = text.slice(0, start).split("\n").length;
    return `${line} ${severity} ${rule} ${text.slice(start, end)}`;
  });
}

function applied(text: string, { edits }: TemplateFix): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((now, { start, end, newText }) => now.slice(0, start) + newText + now.slice(end), text);
}

/** The text after the fixes of these titles. */
function fixedBy(text: string, ...titles: string[]): string {
  return titles.reduce((now, title) => {
    const fix = diagnoseTemplate(now)
      .flatMap(({ fixes }) => fixes)
      .find((one) => one.title === title);
    assert.ok(fix, `no fix "${title}"`);
    return applied(now, fix);
  }, text);
}

const type = "Microsoft.ContainerService/managedClusters";

function template(properties: object, apiVersion = "2025-05-01"): string {
  const cluster = { type, apiVersion, name: "c", location: "x", identity, properties };
  return JSON.stringify({ contentVersion: "1.0.0.0", resources: [cluster] }, undefined, 2);
}

const identity = { type: "SystemAssigned" };
const network = {
  networkPlugin: "azure",
  networkPluginMode: "overlay",
  networkDataplane: "cilium",
};
const agentPoolProfiles = [{ name: "sys", mode: "System", count: 1 }];
const sound = {
  networkProfile: network,
  agentPoolProfiles,
  nodeProvisioningProfile: { mode: "Auto" },
};

describe("the diagnostics of templates", () => {
  it("find the comma and the api-version in the documentation's template of 2023, and repair both", () => {
    const text = fixture("preview-2023.json");
    assert.deepEqual(told(text), [
      '9 error api-version-retired "2023-09-02-preview"',
      "39 error json-trailing-comma ,",
    ]);
    const fixed = fixedBy(text, "Remove the comma", `Use api-version ${newestStable}`);
    assert.deepEqual(told(fixed), []);
    assert.deepEqual(
      JSON.parse(fixed),
      JSON.parse(fixture("stable-2025.json").replace("2025-05-01", newestStable)),
    );
  });

  it("find nothing in the corrected template", () => {
    assert.deepEqual(told(fixture("stable-2025.json")), []);
  });

  it("name every blocker at its place", () => {
    assert.deepEqual(told(fixture("blocked.jsonc")), [
      '9 warning api-version-preview "2025-05-02-preview"',
      '13 warning public-network-access "Disabled"',
      "14 error rbac-disabled false",
      '15 error service-principal "11111111-2222-3333-4444-555555555555"',
      "17 error kubenet \"[parameters('plugin')]\"",
      '18 error calico "calico"',
      '19 error basic-load-balancer "basic"',
      "20 error ipv6 [",
      "23 error cluster-autoscaler true",
      '24 error windows-pools "Windows"',
      '26 info cilium-afterwards "auto"',
      '26 warning node-provisioning-mode "auto"',
      '26 error default-node-pools "Non"',
    ]);
  });

  it("switch the autoscaler off with a count that stays", () => {
    const pools = [
      { name: "sys", mode: "System", enableAutoScaling: true, minCount: 2, maxCount: 5 },
    ];
    const fixed = fixedBy(
      template({ ...sound, agentPoolProfiles: pools }),
      "Switch off the autoscaler of pool sys",
    );
    const expected = [{ name: "sys", mode: "System", enableAutoScaling: false, count: 2 }];
    assert.equal(fixed, template({ ...sound, agentPoolProfiles: expected }));
  });

  it("take bounds out wherever they stand", () => {
    const bounds = { minCount: 2, maxCount: 5 };
    const pool = { name: "sys", mode: "System", count: 3 };
    const title = "Switch off the autoscaler of pool sys";
    for (const before of [
      { ...pool, enableAutoScaling: true, ...bounds },
      { ...bounds, ...pool, enableAutoScaling: true },
      { minCount: 2, ...pool, maxCount: 5, enableAutoScaling: true },
    ]) {
      const fixed = fixedBy(template({ ...sound, agentPoolProfiles: [before] }), title);
      const after = { ...pool, enableAutoScaling: false };
      assert.deepEqual(
        JSON.parse(fixed),
        JSON.parse(template({ ...sound, agentPoolProfiles: [after] })),
      );
    }
  });

  it("recommend the documented network where a new cluster leaves it open", () => {
    const text = template({ ...sound, networkProfile: { networkPlugin: "azure" } });
    assert.deepEqual(told(text), ["13 info network-trio {"]);
    assert.equal(fixedBy(text, "Add the recommended network"), template(sound));
  });

  it("take strings of several lines, as Azure does, and stay inside of a text that is cut off", () => {
    const text = template(sound);
    assert.deepEqual(told(text.replace('"1.0.0.0"', '"1.0\n\t\t.0.0"')), []);
    const cut = text.slice(0, text.lastIndexOf("}", text.length - 4) + 1);
    const ends = diagnoseTemplate(cut).map(({ range: { end } }) => end);
    assert.ok(ends.length > 0 && ends.every((end) => end <= cut.length), ends.join());
  });

  it("recommend no network to AKS Automatic, which brings it", () => {
    const text = template({ ...sound, networkProfile: {} });
    const automatic = text.replace('"location"', '"sku": { "name": "Automatic" },\n"location"');
    assert.deepEqual(
      [text, automatic].map((each) => told(each).filter((one) => one.includes("network-trio"))),
      [["13 info network-trio {"], []],
    );
  });

  it("turn kubenet into the overlay", () => {
    const text = template({ ...sound, networkProfile: { networkPlugin: "kubenet" } });
    const overlay = { networkPlugin: "azure", networkPluginMode: "overlay" };
    assert.equal(
      fixedBy(text, "Change to Azure CNI Overlay"),
      template({ ...sound, networkProfile: overlay }),
    );
  });

  it("say which api-versions do not know the profile", () => {
    const rules = (apiVersion: string) =>
      diagnoseTemplate(template(sound, apiVersion)).map(({ rule }) => rule);
    assert.deepEqual(
      Object.fromEntries(
        [
          "2018-03-31",
          "2023-08-02-preview",
          "2023-09-02-preview",
          "2024-09-02-preview",
          "2024-10-02-preview",
          "2025-04-01",
          "2025-05-01",
          newestStable,
          "2099-01-01",
          "latest",
        ].map((version) => [version, rules(version)]),
      ),
      {
        "2018-03-31": ["api-version-too-old"],
        "2023-08-02-preview": ["api-version-too-old"],
        "2023-09-02-preview": ["api-version-retired"],
        "2024-09-02-preview": ["api-version-retired"],
        "2024-10-02-preview": ["api-version-preview"],
        "2025-04-01": ["api-version-too-old"],
        "2025-05-01": [],
        [newestStable]: [],
        "2099-01-01": [],
        latest: [],
      },
    );
  });

  it("offer the newest stable api-version that the SDK knows", () => {
    const path = "node_modules/@azure/arm-containerservice/dist/esm/models/models.d.ts";
    const known = readFileSync(join(root, path), "utf8").match(/(?<= = ")\d{4}-\d\d-\d\d(?=")/g);
    assert.equal(known?.sort().at(-1), newestStable);
  });

  it("say nothing about clusters that do not speak of NAP, models of Azure, and other files", () => {
    const { nodeProvisioningProfile, ...without } = sound;
    const model = { id: "/subscriptions/s", name: "c", type, properties: { ...sound, fqdn: "f" } };
    const manual = { ...sound, networkProfile: { networkPlugin: "kubenet" } };
    for (const text of [
      template({ ...without, networkProfile: { networkPlugin: "kubenet" } }),
      template({ ...manual, nodeProvisioningProfile: { mode: "Manual" } }),
      JSON.stringify(model),
      "{}",
      "managedClusters nodeProvisioningProfile",
      JSON.stringify({ managedClusters: nodeProvisioningProfile, nodeProvisioningProfile: 1 }),
    ])
      assert.deepEqual(told(text), [], text);
  });

  it("have no objection to the templates that we write ourselves", () => {
    const choices = { ...defaultChoices, subscriptionId: "s", resourceGroup: "g", name: "n" };
    for (const kind of ["base", "automatic"] as const) {
      const text = createTemplateText({ ...choices, location: "westeurope", kind });
      assert.deepEqual(
        diagnoseTemplate(text).filter(({ severity }) => severity !== "info"),
        [],
      );
    }
  });

  it("lead to a page each", () => {
    const all = diagnoseTemplate(fixture("blocked.jsonc"));
    assert.ok(all.every(({ source }) => /^https:\/\/[\w.]+\//.test(source)));
  });
});
