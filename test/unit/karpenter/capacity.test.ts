import assert from "node:assert/strict";
import sizesJson from "../../../data/sizes.json" with { type: "json" };
import { allocatableOf, capacityOf, usesEphemeralOsDisk } from "../../../src/karpenter/capacity.ts";
import { nodeClassFacts, unknownNodeClass } from "../../../src/karpenter/nodeClassFacts.ts";
import { decodeSizes } from "../../../src/karpenter/sizes.ts";
import type { SizeRow } from "../../../src/karpenter/sizes.ts";

const table = decodeSizes(sizesJson);

function size(name: string): SizeRow {
  const row = table.byName.get(name);
  assert.ok(row, name);
  return row;
}

const settings = {
  nodeClass: nodeClassFacts({}),
  networkPlugin: "azure",
  networkPluginMode: "overlay",
};

describe("the resources of a node", () => {
  it("are less by the memory overhead, and by what the kubelet reserves", () => {
    const expected = {
      cpuMilli: 4000,
      memoryBytes: 15891378995,
      ephemeralStorageBytes: 128e9,
      pods: 250,
      nvidiaGpus: 0,
      amdGpus: 0,
    };
    const row = size("Standard_D4s_v5");
    assert.deepEqual(capacityOf(row, settings), expected);
    assert.deepEqual(allocatableOf(row, settings), {
      ...expected,
      cpuMilli: 3860,
      memoryBytes: 15891378995 - (2662 + 750) * 1024 ** 2,
    });
  });

  it("count whole GiB of memory only, but reserve by the fraction", () => {
    const row = size("Standard_DS2_v2");
    const fraction = { ...row, memoryGiB: 3.5 };
    const { memoryBytes } = capacityOf(fraction, { ...settings, memoryOverhead: 0 });
    assert.equal(memoryBytes, 3 * 1024 ** 3);
    const allocatable = allocatableOf(fraction, { ...settings, memoryOverhead: 0 });
    assert.equal(allocatable.memoryBytes, (3 * 1024 - 896 - 750) * 1024 ** 2);
  });

  it("reserve CPU and memory in brackets", () => {
    const row = size("Standard_D4s_v5");
    const reservedFor = (cpus: number, memoryGiB: number) => {
      const given = { ...settings, memoryOverhead: 0 };
      const sized = { ...row, cpus, memoryGiB };
      const whole = capacityOf(sized, given);
      const left = allocatableOf(sized, given);
      const memory = (whole.memoryBytes - left.memoryBytes) / 1024 ** 2 - 750;
      return [whole.cpuMilli - left.cpuMilli, memory];
    };
    const sizes: [number, number][] = [
      [2, 8],
      [4, 16],
      [8, 32],
      [16, 64],
    ];
    assert.deepEqual(
      sizes.map(([cpus, memory]) => reservedFor(cpus, memory)),
      [
        [100, 1843],
        [140, 2662],
        [180, 3645],
        [260, 5611],
      ],
    );
  });

  it("have the GPUs of their maker", () => {
    const gpus = (name: string) => {
      const { nvidiaGpus, amdGpus } = capacityOf(size(name), settings);
      return [nvidiaGpus, amdGpus];
    };
    assert.deepEqual(gpus("Standard_NC48ads_A100_v4"), [2, 0]);
    assert.deepEqual(gpus("Standard_ND96isr_MI300X_v5"), [0, 8]);
    assert.deepEqual(gpus("Standard_ND96is_MI300X_v5"), [0, 0]);
  });

  it("allow as many pods as the class says, else as the network plugin does", () => {
    const pods = (networkPlugin?: string, networkPluginMode?: string, maxPods?: number) =>
      capacityOf(size("Standard_D4s_v5"), {
        nodeClass: nodeClassFacts(maxPods === undefined ? {} : { maxPods }),
        ...(networkPlugin === undefined ? {} : { networkPlugin }),
        ...(networkPluginMode === undefined ? {} : { networkPluginMode }),
      }).pods;
    assert.deepEqual(
      [pods(), pods("none"), pods("azure"), pods("azure", "overlay"), pods("kubenet")],
      [undefined, 250, 30, 250, 110],
    );
    assert.equal(pods("azure", "", 42), 42);
  });

  it("leave open what an unknown class decides", () => {
    const { ephemeralStorageBytes, pods } = capacityOf(size("Standard_D4s_v5"), {
      nodeClass: unknownNodeClass,
    });
    assert.deepEqual([ephemeralStorageBytes, pods], [undefined, undefined]);
  });
});

describe("the OS disk", () => {
  it("is ephemeral as long as it fits", () => {
    const fits = (name: string, gigabytes: number) => usesEphemeralOsDisk(size(name), gigabytes);
    assert.deepEqual(
      [fits("Standard_D4s_v3", 107), fits("Standard_D4s_v3", 108), fits("Standard_D4s_v5", 30)],
      [true, false, false],
    );
    const unknown = table.rows.find(({ ephemeralOsMaxGB }) => ephemeralOsMaxGB === undefined);
    assert.ok(unknown);
    assert.equal(usesEphemeralOsDisk(unknown, 30), undefined);
  });
});
