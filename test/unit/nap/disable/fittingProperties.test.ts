import assert from "node:assert/strict";
import fc from "fast-check";
import { roomChanges } from "../../../../src/nap/disable/room/makeRoom.ts";
import { podRequests } from "../../../../src/nap/disable/snapshot/podResources.ts";
import { stateOf } from "../../../../src/nap/disable/state.ts";
import { claim, fixedNode, managedCluster, napNode, nodePool, pod, snapshot } from "./objects.ts";
import type { PodOptions } from "./objects.ts";
import type { Node } from "../../../../src/nap/disable/snapshot/kubernetesObjects.ts";
import type { Pod } from "../../../../src/nap/disable/snapshot/podObjects.ts";

const zones = ["r-1", "r-2", "r-3"];
const hostname = "kubernetes.io/hostname";
const zoneKey = "topology.kubernetes.io/zone";

interface Drawn {
  readonly node: number;
  readonly cpu: number;
  readonly app: number;
  readonly rule: "none" | "apart" | "spread" | "zone" | "naked";
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  node: fc.nat({ max: 4 }),
  cpu: fc.constantFrom(100, 250, 1000, 1500, 2500),
  app: fc.nat({ max: 2 }),
  rule: fc.constantFrom("none", "none", "none", "apart", "spread", "zone", "naked"),
});
const podList = fc.array(drawn, { maxLength: 25, size: "max" });
const fixedCount = fc.integer({ min: 1, max: 6 });

function optionsOf({ app, rule, cpu, node }: Drawn): PodOptions {
  const labelSelector = { matchLabels: { app: `a${app}` } };
  const term = { topologyKey: hostname, labelSelector };
  const spread = {
    maxSkew: 1,
    topologyKey: hostname,
    whenUnsatisfiable: "DoNotSchedule",
    labelSelector,
  };
  return {
    labels: { app: `a${app}` },
    cpu: `${cpu}m`,
    ...(rule === "apart" && {
      affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } },
    }),
    ...(rule === "spread" && { topologySpreadConstraints: [spread] }),
    ...(rule === "zone" && { nodeSelector: { [zoneKey]: zones[node % 3] ?? "" } }),
    ...(rule === "naked" && { owner: "" }),
  };
}

const fixedOf = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    fixedNode(`f${index}`, "fixed", { zone: zones[index % 3] ?? "" }),
  );

function clusterOf(pods: readonly Drawn[], fixed: readonly Node[]) {
  const names = ["n0", "n1", "n2", "n3", "n4"];
  return snapshot({
    nodes: [
      ...names.map((name, index) =>
        napNode(name, "default", { cpu: "64", zone: zones[index % 3] ?? "" }),
      ),
      ...fixed,
    ],
    nodeClaims: names.map((name) => claim(name)),
    nodePools: [nodePool("default")],
    managedCluster: managedCluster("Auto", [
      { name: "fixed", count: fixed.length, zones: ["1", "2", "3"] },
    ]),
    pods: pods.map((one, index) => pod(`p${index}`, `n${one.node}`, optionsOf(one))),
  });
}

/** What is wrong with where pods are, worked out anew from the objects. */
function mistakes(
  pods: readonly (readonly [Pod, string])[],
  nodes: readonly Node[],
): readonly string[] {
  return nodes.flatMap((node) => {
    const { name, labels = {} } = node.metadata;
    const here = pods.filter(([, at]) => at === name).map(([one]) => one);
    const cpu = here.reduce((sum, one) => sum + (podRequests(one.spec).cpu ?? 0), 0);
    const tooMuch = cpu > 4 + 1e-6 ? [`${name} has ${cpu} cores on it`] : [];
    const strangers = here.filter(
      ({ spec }) => spec.nodeSelector && spec.nodeSelector[zoneKey] !== labels[zoneKey],
    );
    const enemies = here.filter(
      (one) =>
        one.spec.affinity &&
        here.some(
          (other) => other !== one && other.metadata.labels?.app === one.metadata.labels?.app,
        ),
    );
    return [
      ...tooMuch,
      ...[...strangers, ...enemies].map(
        ({ metadata }) => `${metadata.name} must not be on ${name}`,
      ),
    ];
  });
}

describe("where pods go", () => {
  it("is never too much for a node, nor against a pod's selector or anti-affinity", () => {
    fc.assert(
      fc.property(podList, fixedCount, (list, count) => {
        const cluster = clusterOf(list, fixedOf(count));
        const { rehearsal } = stateOf(cluster).outlook;
        const gone = new Set(
          rehearsal.nodes.filter(({ outcome }) => outcome === "leaves").map(({ node }) => node),
        );
        const to = new Map(rehearsal.moves.map(({ pod, to }) => [pod, to]));
        const onFixed = cluster.pods.flatMap((one) => {
          const at = to.get(`default/${one.metadata.name}`);
          return at === undefined ? [] : [[one, at] as const];
        });
        const fixed = cluster.nodes.filter(({ metadata }) => metadata.name.startsWith("f"));
        assert.deepEqual(mistakes(onFixed, fixed), []);
        // Whoever has moved is nowhere that is gone, and everyone on a node that is gone is accounted for.
        assert.deepEqual(
          [...to.values()].filter((node) => gone.has(node)),
          [],
        );
        const known = new Set([
          ...to.keys(),
          ...rehearsal.lost,
          ...rehearsal.pending.map(({ pod }) => pod),
        ]);
        const missing = cluster.pods.filter(
          ({ metadata, spec }) =>
            gone.has(spec.nodeName ?? "") && !known.has(`default/${metadata.name}`),
        );
        assert.deepEqual(missing, []);
      }),
      { numRuns: 300 },
    );
  });

  it("lacks nothing any more once the nodes of the forecast are there, asked three times at most", () => {
    const grow = (list: readonly Drawn[], fixed: readonly Node[]): readonly Node[] => {
      const { inventory, outlook } = stateOf(clusterOf(list, fixed));
      assert.deepEqual(outlook.forecast.homeless, []);
      const [change, ...others] = roomChanges(outlook.forecast.needs, inventory);
      assert.deepEqual(others, []);
      if (change === undefined) return fixed;
      assert.ok(change.do === "scaleAgentPool");
      return fixedOf(change.to);
    };
    fc.assert(
      fc.property(podList, fixedCount, (list, count) => {
        const grown = [1, 2, 3].reduce<readonly Node[]>(
          (fixed) => grow(list, fixed),
          fixedOf(count),
        );
        assert.deepEqual(stateOf(clusterOf(list, grown)).outlook.forecast.needs, []);
      }),
      { numRuns: 300 },
    );
  });
});
