import { Unresolved } from "../../model.ts";
import { blocks, fine, warns } from "../check.ts";
import type { Check } from "../check.ts";
import { at, flagAt, isThere, sameText, textAt } from "../member.ts";
import { poolNames } from "../pools.ts";
import type { Pool } from "../pools.ts";
import { azPool, remedy } from "../remedy.ts";
import { docs, limitations, networking, release } from "../sources.ts";
import { judgedPools, poolText } from "./readings.ts";

/** A pool's osType; where it is left out, an osSKU such as Windows2022 tells. */
function isWindows(pool: Pool): boolean | Unresolved {
  const type = textAt(pool.model, "osType");
  if (type !== undefined) return type instanceof Unresolved ? type : sameText(type, "Windows");
  return poolText(pool, "osSKU", (sku) => sku?.toLowerCase().startsWith("windows") ?? false);
}

const windowsPools: Check = {
  id: "windows-pools",
  title: "Windows node pools",
  why: "The documentation says that node auto-provisioning does not support Windows node pools. No refusal of Azure is known to us.",
  source: limitations,
  since: "2023-12-07",
  check: (subject) =>
    judgedPools(subject, {
      asked: "The operating system of some pools",
      test: isWindows,
      hit: (pools) =>
        blocks(`${poolNames(pools)} with Windows`, {
          ...remedy(subject, {
            text: "Move the Windows workloads to another cluster, then delete these pools",
            inFile: "Leave the Windows pools out, or give them a cluster of their own",
            commands: pools.map(({ name }) => azPool(subject, "delete", [name])),
          }),
        }),
      none: () => fine("no Windows pool"),
    }),
};

const dynamicPodIps: Check = {
  id: "dynamic-pod-ips",
  title: "Pod addresses from a subnet of their own, allocated dynamically",
  why: "The documentation names dynamic IP allocation as an unsupported network configuration.",
  source: networking,
  since: "2025-05-07",
  check: (subject) =>
    judgedPools(subject, {
      asked: "The pod subnet of some pools",
      test: (pool) => {
        const subnet = at(pool.model, "podSubnetID");
        if (!isThere(subnet)) return subnet instanceof Unresolved ? subnet : false;
        return poolText(pool, "podIPAllocationMode", (mode) => !sameText(mode, "StaticBlock"));
      },
      hit: (pools) =>
        blocks(`${poolNames(pools)} with podSubnetID and dynamic allocation`, {
          ...remedy(subject, {
            text: "Replace these pools by pools without a pod subnet, in a cluster with Azure CNI Overlay",
            inFile: "Leave podSubnetID out and set networkPluginMode to overlay",
          }),
        }),
      none: () => fine("no pool with a pod subnet and dynamic allocation"),
    }),
};

const staticPodBlocks: Check = {
  id: "static-pod-blocks",
  title: "Static blocks of pod addresses",
  why: "The documentation listed static block allocation as unsupported from 2025-05-07 to 2025-10-20.",
  source: networking,
  since: "2025-05-07",
  until: "2025-10-20",
  check: (subject) =>
    judgedPools(subject, {
      asked: "The allocation of pod addresses of some pools",
      test: (pool) =>
        poolText(pool, "podIPAllocationMode", (mode) => sameText(mode, "StaticBlock")),
      hit: (pools) => fine(`${poolNames(pools)} with podIPAllocationMode StaticBlock`),
      none: () => fine("no pool with static blocks"),
    }),
};

const stoppedPools: Check = {
  id: "stopped-pools",
  title: "Stopped node pools",
  why: "The documentation says that node pools of a cluster with node auto-provisioning cannot be stopped. What becomes of a pool that is stopped already, it does not say.",
  source: docs("start-stop-nodepools#limitations"),
  since: "2024-02-09",
  check: (subject) => {
    if (sameText(textAt(subject.cluster.model, "properties.powerState.code"), "Stopped"))
      return fine("the pools stand still with their cluster and start with it");
    return judgedPools(subject, {
      asked: "The power state of some pools",
      test: (pool) => poolText(pool, "powerState.code", (code) => sameText(code, "Stopped")),
      hit: (pools) =>
        warns(`${poolNames(pools)} stopped`, {
          ...remedy(subject, {
            text: "Start the pools before",
            inFile: "Set powerState.code of the pools to Running",
            commands: pools.map(({ name }) => azPool(subject, "start", [name])),
            action: { do: "startPools", pools: pools.map(({ name }) => name) },
          }),
        }),
      none: () => fine("no pool is stopped"),
    });
  },
};

const nodePublicIp: Check = {
  id: "node-public-ip",
  title: "Public addresses of nodes",
  why: "Nodes of node auto-provisioning get no public addresses; pools that exist keep theirs.",
  source: docs("use-node-public-ips"),
  since: "2026-06-17",
  check: (subject) =>
    judgedPools(subject, {
      asked: "Whether some pools have public addresses",
      test: ({ model }) => flagAt(model, "enableNodePublicIP") ?? false,
      hit: (pools) => warns(`${poolNames(pools)} with enableNodePublicIP`),
      none: () => fine("no pool with public addresses of nodes"),
    }),
};

const osSku: Check = {
  id: "os-sku",
  title: "Operating systems without images for NAP",
  why: "Flatcar is not supported by node auto-provisioning; its images were removed on 2026-09-08, so such a pool is broken by itself. NAP is not refused because of it.",
  source: docs("flatcar-container-linux-for-aks#limitations"),
  since: "2025-10-22",
  check: (subject) =>
    judgedPools(subject, {
      asked: "The osSKU of some pools",
      test: (pool) => poolText(pool, "osSKU", (sku) => sameText(sku, "flatcar")),
      hit: (pools) => warns(`${poolNames(pools)} with osSKU Flatcar`),
      none: () => fine("no Flatcar pool"),
    }),
};

const kubeletConfig: Check = {
  id: "kubelet-config",
  title: "Own settings of the kubelet or of Linux",
  why: "Was a limitation of the preview until 2025-07-23. An AKSNodeClass now has settings of its own; those of agent pools are not taken over.",
  source: docs("node-auto-provisioning-aksnodeclass"),
  since: "2023-12-07",
  until: "2025-07-23",
  check: (subject) =>
    judgedPools(subject, {
      asked: "The node settings of some pools",
      test: ({ model }) => {
        const found = ["kubeletConfig", "linuxOSConfig"].map((name) => at(model, name));
        if (found.some(isThere)) return true;
        return found.find((value) => value instanceof Unresolved) ?? false;
      },
      hit: (pools) => fine(`${poolNames(pools)} with kubeletConfig or linuxOSConfig`),
      none: () => fine("no pool with settings of its own"),
    }),
};

const localDns: Check = {
  id: "local-dns",
  title: "LocalDNS",
  why: "Nodes of node auto-provisioning can run LocalDNS since the release of 2026-01-04; an AKSNodeClass sets it.",
  source: release("2026-01-04"),
  since: "2026-01-04",
  until: "2026-01-04",
  check: (subject) =>
    judgedPools(subject, {
      asked: "Whether some pools have LocalDNS",
      test: ({ model }) => {
        const found = at(model, "localDNSProfile");
        return found instanceof Unresolved ? found : isThere(found);
      },
      hit: (pools) => fine(`${poolNames(pools)} with localDNSProfile`),
      none: () => fine("no pool with LocalDNS"),
    }),
};

/** Conditions of agent pools that are neither about scaling nor about the system pool. */
export const poolChecks: readonly Check[] = [
  windowsPools,
  dynamicPodIps,
  staticPodBlocks,
  stoppedPools,
  nodePublicIp,
  osSku,
  kubeletConfig,
  localDns,
];
