import assert from "node:assert/strict";
import sizesJson from "../../../data/sizes.json" with { type: "json" };
import { clusterLabel, commonLabels, sizeLabels } from "../../../src/karpenter/instanceTypes.ts";
import { wellKnownLabels } from "../../../src/karpenter/labels.ts";
import type { LabelValues } from "../../../src/karpenter/labelValues.ts";
import { nodeClassFacts, unknownNodeClass } from "../../../src/karpenter/nodeClassFacts.ts";
import { decodeSizes } from "../../../src/karpenter/sizes.ts";

const table = decodeSizes(sizesJson);

function shown({ sure, maybe, absent }: LabelValues): string {
  const others = "pattern" in maybe ? [String(maybe.pattern)] : maybe;
  return [...sure, ...others.map((value) => `${value}?`), ...(absent ? ["-"] : [])].join(" ");
}

function labelsOf(name: string): Record<string, string> {
  const row = table.byName.get(name);
  assert.ok(row, name);
  return Object.fromEntries(
    Object.entries(sizeLabels(row)).map(([key, label]) => [key.split("/")[1] ?? key, shown(label)]),
  );
}

describe("the labels of an instance type", () => {
  it("follow from its size", () => {
    assert.deepEqual(labelsOf("Standard_NC24ads_A100_v4"), {
      "instance-type": "Standard_NC24ads_A100_v4",
      arch: "amd64",
      os: "linux",
      "sku-name": "Standard_NC24ads_A100_v4",
      "sku-family": "N",
      "sku-series": "NCads_v4",
      "sku-version": "4",
      "sku-cpu": "24",
      "sku-memory": "225280",
      "sku-gpu-count": "1",
      "sku-gpu-manufacturer": "nvidia",
      "sku-gpu-name": "A100",
      "sku-storage-ephemeralos-maxsize": "274",
      "sku-storage-premium-capable": "true",
      "sku-networking-accelerated": "true",
      "sku-hyperv-generation": "2",
    });
  });

  it("are absent where the size has nothing of the kind", () => {
    const {
      "sku-gpu-name": gpuName,
      "sku-gpu-manufacturer": maker,
      ...rest
    } = labelsOf("Standard_D2_v5");
    assert.deepEqual([gpuName, maker, rest["sku-gpu-count"]], ["-", "-", "0"]);
    assert.equal(rest["sku-storage-ephemeralos-maxsize"], "-");
    assert.equal(labelsOf("Standard_NC6s_v3")["sku-gpu-name"], "-");
    assert.equal(labelsOf("Standard_NV12ads_V710_v5")["sku-gpu-count"], "0");
  });

  it("are open where a fact is unknown", () => {
    const row = table.rows.find(({ ephemeralOsMaxGB }) => ephemeralOsMaxGB === undefined);
    assert.ok(row);
    assert.equal(labelsOf(row.name)["sku-storage-ephemeralos-maxsize"], "/^[1-9][0-9]*$/? -");
  });

  it("follow from class and cluster as well", () => {
    const fips = nodeClassFacts({ imageFamily: "AzureLinux", fipsMode: "FIPS" });
    const cluster = { region: "westus2", nodeResourceGroup: "MC_(a)_" };
    const known = Object.entries(commonLabels(table, fips, cluster));
    assert.deepEqual(Object.fromEntries(known.map(([key, label]) => [key, shown(label)])), {
      "topology.kubernetes.io/region": "westus2",
      "kubernetes.azure.com/cluster": "MC_-a-_z",
      "kubernetes.azure.com/mode": "system user",
      "kubernetes.azure.com/os-sku": "AzureLinux",
      "kubernetes.azure.com/fips_enabled": "true",
      "topology.kubernetes.io/zone": "0 westus2-1? westus2-2? westus2-3?",
      "karpenter.azure.com/placement-scope": "regional zonal?",
      "karpenter.azure.com/sku-storage-ultra-ssd": "false true?",
      "kubernetes.azure.com/scalesetpriority": "regular spot",
      "kubernetes.azure.com/priority": "regular spot",
    });
  });

  it("name no zones in a region without any", () => {
    const labels = commonLabels(table, nodeClassFacts({}), { region: "westus" });
    const zone = labels["topology.kubernetes.io/zone"];
    const scope = labels["karpenter.azure.com/placement-scope"];
    assert.deepEqual(
      [zone, scope].map((label) => label && shown(label)),
      ["0", "regional"],
    );
  });

  it("take the zones of the subscription where they are known", () => {
    const cluster = { region: "westus", zones: ["westus-2"] };
    const zone = commonLabels(table, unknownNodeClass, cluster)["topology.kubernetes.io/zone"];
    assert.equal(zone && shown(zone), "0 westus-2?");
  });

  it("cover every well-known label but those of pools and Windows", () => {
    const [row] = table.rows;
    assert.ok(row);
    const common = commonLabels(table, unknownNodeClass, {});
    const covered = new Set([...Object.keys(sizeLabels(row)), ...Object.keys(common)]);
    assert.deepEqual(
      wellKnownLabels.filter((key) => !covered.has(key)),
      ["karpenter.sh/capacity-type", "karpenter.sh/nodepool", "node.kubernetes.io/windows-build"],
    );
  });
});

describe("the cluster label", () => {
  it("is the node resource group as a label value", () => {
    assert.equal(clusterLabel("MC_rg_aks_eastus"), "MC_rg_aks_eastus");
    assert.equal(clusterLabel("a(b)"), "a-b-z");
    assert.equal(clusterLabel(`${"x".repeat(61)}.`), `${"x".repeat(61)}.z`);
    assert.equal(clusterLabel(`${"x".repeat(62)}_y`), `${"x".repeat(62)}z`);
    assert.equal(clusterLabel("y".repeat(90)), "y".repeat(63));
  });
});
