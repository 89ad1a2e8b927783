import assert from "node:assert/strict";
import { stateOf } from "../../../../../src/nap/disable/state.ts";
import { claim, fixedNode, napNode, nodePool, pod, snapshot } from "../objects.ts";
import type { ClusterSnapshot } from "../../../../../src/nap/disable/snapshot/snapshot.ts";
import type { PodOptions } from "../objects.ts";

function outcome(parts: Partial<ClusterSnapshot>) {
  const { outlook } = stateOf(snapshot({ nodePools: [nodePool("default")], ...parts }));
  const { rehearsal } = outlook;
  return {
    nodes: Object.fromEntries(rehearsal.nodes.map(({ node, outcome }) => [node, outcome])),
    moves: Object.fromEntries(rehearsal.moves.map(({ pod, to }) => [pod, to])),
    without: rehearsal.withoutPlace.map(({ pod, reasons }) => [
      pod,
      reasons.map(({ words }) => words).join("; "),
    ]),
    pending: rehearsal.pending.map(({ pod }) => pod),
    lost: rehearsal.lost,
  };
}

/** One pod on the NAP node `nap`, and a fixed node of two cores that runs `others`. */
function onePod(options: PodOptions, parts: Partial<ClusterSnapshot> = {}) {
  const { pods = [], ...rest } = parts;
  return outcome({
    nodes: [
      napNode("nap", "default", { zone: "region-1" }),
      fixedNode("fixed", "fixed", { cpu: "2", zone: "region-1" }),
    ],
    nodeClaims: [claim("nap")],
    pods: [pod("p", "nap", options), ...pods],
    ...rest,
  });
}

const goes = {
  nodes: { nap: "leaves" },
  moves: { "default/p": "fixed" },
  without: [],
  pending: [],
  lost: [],
};

function stays(why: string) {
  return {
    nodes: { nap: "noRoom" },
    moves: {},
    without: [["default/p", why]],
    pending: [],
    lost: [],
  };
}

describe("the rehearsal of a drain", () => {
  it("moves pods to fixed nodes that have room, to the last millicore", () => {
    assert.deepEqual(onePod({ cpu: "2" }), goes);
    assert.deepEqual(onePod({ cpu: "2001m" }), stays("cpu lacks 0.01 cores"));
    assert.deepEqual(
      onePod({ cpu: "1" }, { pods: [pod("q", "fixed", { cpu: "1001m" })] }),
      stays("cpu lacks 0.01 cores"),
    );
    const ended = pod("q", "fixed", { cpu: "2", phase: "Succeeded" });
    assert.deepEqual(onePod({ cpu: "2" }, { pods: [ended] }), goes);
  });

  it("counts init containers, sidecars, overhead and pod-level requests as the scheduler does", () => {
    const request = (cpu: string) => ({ resources: { requests: { cpu } } });
    const cases: [PodOptions, boolean][] = [
      [{ initContainers: [request("2")], containers: [request("1")] }, true],
      [{ initContainers: [request("2100m")], containers: [request("1")] }, false],
      [
        {
          initContainers: [{ ...request("1500m"), restartPolicy: "Always" }],
          containers: [request("1")],
        },
        false,
      ],
      [{ initContainers: [{ ...request("1"), restartPolicy: "Always" }, request("1500m")] }, false],
      [{ containers: [request("1900m")], overhead: { cpu: "200m" } }, false],
      [{ containers: [request("3")], resources: { requests: { cpu: "1" } } }, true],
      [{ containers: [{ resources: { limits: { cpu: "3" } } }] }, false],
    ];
    assert.deepEqual(
      cases.map(([options]) => onePod(options).nodes.nap === "leaves"),
      cases.map(([, fits]) => fits),
    );
  });

  it("keeps room for DaemonSets that are still to come, and counts those that run once", () => {
    const template = { spec: { containers: [{ resources: { requests: { cpu: "1" } } }] } };
    const daemonSets = [{ metadata: { name: "owner", namespace: "default" }, spec: { template } }];
    assert.deepEqual(onePod({ cpu: "1500m" }, { daemonSets }), stays("cpu lacks 0.5 cores"));
    const running = pod("d", "fixed", { cpu: "500m", owner: "DaemonSet" });
    assert.deepEqual(onePod({ cpu: "1500m" }, { daemonSets, pods: [running] }), goes);
  });

  it("heeds taints, selectors and affinity", () => {
    const taints = [{ key: "CriticalAddonsOnly", value: "true", effect: "NoSchedule" }];
    const nodes = [napNode("nap"), fixedNode("fixed", "fixed", { taints })];
    assert.deepEqual(
      onePod({}, { nodes }),
      stays("taint CriticalAddonsOnly=true:NoSchedule is not tolerated"),
    );
    assert.deepEqual(
      onePod({ tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }] }, { nodes }),
      goes,
    );
    assert.deepEqual(
      onePod({ nodeSelector: { "karpenter.sh/nodepool": "default" } }),
      stays("node selector or affinity does not match"),
    );
    const within = (operator: string) => ({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchExpressions: [
                { key: "kubernetes.azure.com/agentpool", operator, values: ["fixed"] },
              ],
            },
          ],
        },
      },
    });
    assert.deepEqual(onePod({ affinity: within("In") }), goes);
    assert.deepEqual(
      onePod({ affinity: within("NotIn") }),
      stays("node selector or affinity does not match"),
    );
  });

  it("leaves out cordoned nodes, and the number of pods of a node", () => {
    const cordoned = fixedNode("fixed");
    const nodes = [napNode("nap"), { ...cordoned, spec: { unschedulable: true } }];
    assert.deepEqual(
      onePod({}, { nodes }),
      stays("taint node.kubernetes.io/unschedulable:NoSchedule is not tolerated"),
    );
    const full = [napNode("nap"), fixedNode("fixed", "fixed", { pods: "1" })];
    assert.deepEqual(onePod({}, { nodes: full, pods: [pod("q", "fixed")] }), stays("pods lacks 1"));
  });

  it("heeds host ports", () => {
    const containers = [{ ports: [{ hostPort: 80 }] }];
    const other = pod("q", "fixed", { containers });
    assert.deepEqual(onePod({ containers }, { pods: [other] }), stays("a host port is taken"));
    const elsewhere = pod("q", "fixed", {
      containers: [{ ports: [{ hostPort: 80, protocol: "UDP" }] }],
    });
    assert.deepEqual(onePod({ containers }, { pods: [elsewhere] }), goes);
  });

  it("holds volumes to their zones", () => {
    const term = (zone: string) => ({
      matchExpressions: [
        { key: "topology.disk.csi.azure.com/zone", operator: "In", values: [zone] },
      ],
    });
    const disk = (zone: string) => ({
      persistentVolumes: [
        {
          metadata: { name: "v" },
          spec: { nodeAffinity: { required: { nodeSelectorTerms: [term(zone)] } } },
        },
      ],
      persistentVolumeClaims: [
        { metadata: { name: "c", namespace: "default" }, spec: { volumeName: "v" } },
      ],
    });
    const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "c" } }];
    assert.deepEqual(onePod({ volumes }, disk("region-1")), goes);
    assert.deepEqual(onePod({ volumes }, disk("region-2")), stays("a volume cannot be used there"));
    const regional = [napNode("nap"), fixedNode("fixed", "fixed", { zone: "0" })];
    assert.deepEqual(onePod({ volumes }, { nodes: regional, ...disk("") }), goes);
    const classes = {
      persistentVolumeClaims: [
        { metadata: { name: "c", namespace: "default" }, spec: { storageClassName: "zonal" } },
      ],
      storageClasses: [
        {
          metadata: { name: "zonal" },
          allowedTopologies: [
            {
              matchLabelExpressions: [{ key: "topology.kubernetes.io/zone", values: ["region-3"] }],
            },
          ],
        },
      ],
    };
    assert.deepEqual(onePod({ volumes }, classes), stays("a volume cannot be used there"));
  });

  it("lets a node go whose pod is bound to its disk, and the pod stays pending", () => {
    const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "c" } }];
    const terms = [
      { matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values: ["nap"] }] },
    ];
    const parts = {
      persistentVolumes: [
        {
          metadata: { name: "v" },
          spec: { local: {}, nodeAffinity: { required: { nodeSelectorTerms: terms } } },
        },
      ],
      persistentVolumeClaims: [
        { metadata: { name: "c", namespace: "default" }, spec: { volumeName: "v" } },
      ],
    };
    assert.deepEqual(onePod({ volumes }, parts), { ...goes, moves: {}, pending: ["default/p"] });
  });

  it("heeds anti-affinity in both directions", () => {
    const term = {
      topologyKey: "kubernetes.io/hostname",
      labelSelector: { matchLabels: { app: "a" } },
    };
    const affinity = {
      podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] },
    };
    const refused = stays("pod anti-affinity by kubernetes.io/hostname forbids it");
    const labels = { app: "a" };
    assert.deepEqual(onePod({ affinity }, { pods: [pod("q", "fixed", { labels })] }), refused);
    assert.deepEqual(onePod({ labels }, { pods: [pod("q", "fixed", { affinity })] }), refused);
    assert.deepEqual(onePod({ affinity, labels }), goes);
  });

  it("heeds affinity, and lets the first of its kind start anywhere", () => {
    const term = {
      topologyKey: "topology.kubernetes.io/zone",
      labelSelector: { matchLabels: { app: "a" } },
    };
    const affinity = { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
    assert.deepEqual(onePod({ affinity, labels: { app: "a" } }), goes);
    assert.deepEqual(
      onePod({ affinity }),
      stays("pod affinity by topology.kubernetes.io/zone forbids it"),
    );
    assert.deepEqual(
      onePod({ affinity }, { pods: [pod("q", "fixed", { labels: { app: "a" } })] }),
      goes,
    );
  });

  it("chooses the namespaces of an affinity by their labels", () => {
    const labelSelector = { matchLabels: { app: "a" } };
    const term = (more: object) => ({
      topologyKey: "kubernetes.io/hostname",
      labelSelector,
      ...more,
    });
    const anti = (more: object) => ({
      affinity: {
        podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term(more)] },
      },
    });
    const other = pod("q", "fixed", { labels: { app: "a" } });
    const parts = {
      pods: [{ ...other, metadata: { ...other.metadata, namespace: "other" } }],
      namespaces: [{ metadata: { name: "other", labels: { team: "x" } } }],
    };
    const cases: [object, string][] = [
      [{}, "leaves"],
      [{ namespaces: ["other"] }, "noRoom"],
      [{ namespaceSelector: {} }, "noRoom"],
      [{ namespaceSelector: { matchLabels: { team: "x" } } }, "noRoom"],
      [{ namespaceSelector: { matchLabels: { team: "y" } } }, "leaves"],
    ];
    assert.deepEqual(
      cases.map(([more]) => onePod(anti(more), parts).nodes.nap),
      cases.map(([, outcome]) => outcome),
    );
  });

  it("heeds a spread over zones, counting zones in which NodePools could make nodes", () => {
    const constraint = {
      maxSkew: 1,
      topologyKey: "topology.kubernetes.io/zone",
      whenUnsatisfiable: "DoNotSchedule",
      labelSelector: { matchLabels: { app: "a" } },
    };
    const labels = { app: "a" };
    const options = { labels, topologySpreadConstraints: [constraint] };
    const refused = stays("topology spread over topology.kubernetes.io/zone forbids it");
    assert.deepEqual(onePod(options), goes);
    assert.deepEqual(onePod(options, { pods: [pod("q", "fixed", { labels })] }), refused);
    const soft = [{ ...constraint, whenUnsatisfiable: "ScheduleAnyway" }];
    const neighbour = { pods: [pod("q", "fixed", { labels })] };
    assert.deepEqual(onePod({ ...options, topologySpreadConstraints: soft }, neighbour), goes);
    // Old pods of another revision do not count.
    const keyed = [{ ...constraint, matchLabelKeys: ["hash"] }];
    const revised = { labels: { app: "a", hash: "2" }, topologySpreadConstraints: keyed };
    const old = pod("q", "fixed", { labels: { app: "a", hash: "1" } });
    assert.deepEqual(onePod(revised, { pods: [old] }), goes);
    const least = [{ ...constraint, minDomains: 4, maxSkew: 2 }];
    assert.deepEqual(onePod({ labels, topologySpreadConstraints: least }, neighbour), goes);
  });

  it("counts only zones that the pod's own selector allows", () => {
    const constraint = {
      maxSkew: 1,
      topologyKey: "topology.kubernetes.io/zone",
      whenUnsatisfiable: "DoNotSchedule",
      labelSelector: { matchLabels: { app: "a" } },
    };
    const labels = { app: "a" };
    const neighbour = { pods: [pod("q", "fixed", { labels })] };
    const selected = {
      labels,
      topologySpreadConstraints: [constraint],
      nodeSelector: { "topology.kubernetes.io/zone": "region-1" },
    };
    assert.deepEqual(onePod(selected, neighbour), goes);
  });

  it("lets pods hop over NAP nodes that wait for their turn", () => {
    const drifted = (name: string, time: string) => {
      const one = claim(name, "default", { Initialized: "True", Drifted: "True" });
      const conditions = one.status?.conditions?.map((c) => ({ ...c, lastTransitionTime: time }));
      return { ...one, status: { ...one.status, ...(conditions && { conditions }) } };
    };
    const result = outcome({
      nodes: [napNode("a"), napNode("b"), napNode("empty")],
      nodeClaims: [
        drifted("a", "2026-11-22T08:02:00Z"),
        drifted("b", "2026-11-22T08:01:00Z"),
        drifted("empty", "2026-11-22T08:03:00Z"),
      ],
      pods: [pod("p", "a", { cpu: "2" }), pod("q", "b", { cpu: "2" })],
    });
    assert.deepEqual(result.nodes, { a: "noRoom", b: "leaves", empty: "leaves" });
    assert.deepEqual(result.moves, { "default/q": "a" });
    const without = result.without.map(([name]) => name);
    assert.deepEqual(without.sort(), ["default/p", "default/q"]);
  });

  it("loses pods without controller, but still needs a place for them", () => {
    assert.deepEqual(onePod({ owner: "" }), { ...goes, moves: {}, lost: ["default/p"] });
    assert.deepEqual(onePod({ owner: "", cpu: "3" }), stays("cpu lacks 1 cores"));
  });

  it("looks for no place for pods whose protection a terminationGracePeriod ends", () => {
    const spec = { terminationGracePeriod: "1h" };
    const nodeClaims = [claim("nap", "default", { Initialized: "True" }, spec)];
    const annotations = { "karpenter.sh/do-not-disrupt": "true" };
    assert.deepEqual(onePod({ annotations, cpu: "3" }, { nodeClaims }), {
      ...goes,
      moves: {},
      pending: ["default/p"],
    });
    assert.deepEqual(onePod({ annotations, cpu: "1" }, { nodeClaims }), goes);
  });

  it("leaves DaemonSet, static and ended pods behind", () => {
    for (const options of [{ owner: "DaemonSet" }, { owner: "Node" }, { phase: "Failed" }])
      assert.deepEqual(onePod({ cpu: "3", ...options }), { ...goes, moves: {} });
  });

  it("starts the pods of nodes that are already going anew", () => {
    const taints = [{ key: "karpenter.sh/disrupted", effect: "NoSchedule" }];
    const nodes = [
      napNode("nap", "default", { taints }),
      fixedNode("fixed", "fixed", { cpu: "2" }),
    ];
    assert.deepEqual(onePod({ cpu: "3" }, { nodes }), {
      ...goes,
      moves: {},
      pending: ["default/p"],
    });
    assert.deepEqual(onePod({ cpu: "1" }, { nodes }), goes);
  });

  it("ends the nodes of a static pool at once, whether or not there is room", () => {
    const nodePools = [nodePool("default", { replicas: 1 })];
    assert.deepEqual(onePod({ cpu: "3" }, { nodePools }), {
      ...goes,
      moves: {},
      pending: ["default/p"],
    });
    const two = {
      nodes: [napNode("nap"), napNode("nap2"), fixedNode("fixed", "fixed", { cpu: "1" })],
      nodeClaims: [claim("nap"), claim("nap2")],
      pods: [pod("q", "nap2", { cpu: "1" })],
    };
    assert.deepEqual(onePod({ cpu: "1" }, { nodePools, ...two }), {
      ...goes,
      nodes: { nap: "leaves", nap2: "leaves" },
      pending: ["default/q"],
    });
  });

  it("keeps nodes that are going while nobody evicts one of their pods", () => {
    const taints = [{ key: "karpenter.sh/disrupted", effect: "NoSchedule" }];
    const annotations = { "karpenter.sh/do-not-disrupt": "true" };
    const nodes = [
      napNode("nap", "default", { taints }),
      fixedNode("fixed", "fixed", { cpu: "1" }),
    ];
    const held = { pods: [pod("held", "nap", { cpu: "2", annotations })], nodes };
    assert.deepEqual(onePod({ cpu: "1" }, held), { ...goes, nodes: { nap: "held" } });
    const { outlook } = stateOf(
      snapshot({ ...held, nodeClaims: [claim("nap")], nodePools: [nodePool("default")] }),
    );
    assert.deepEqual(
      outlook.rehearsal.heldWithoutPlace.map(({ pod }) => pod),
      ["default/held"],
    );
  });

  it("gives pods that are pending their place first", () => {
    const waiting = pod("q", undefined, { cpu: "1500m", phase: "Pending" });
    assert.deepEqual(
      onePod(
        { cpu: "1" },
        {
          pods: [waiting],
          nodes: [
            napNode("nap", "default", { cpu: "1" }),
            fixedNode("fixed", "fixed", { cpu: "2" }),
          ],
        },
      ),
      stays("cpu lacks 0.5 cores"),
    );
    const hopeless = pod("q", undefined, { cpu: "64", phase: "Pending" });
    assert.deepEqual(onePod({}, { pods: [hopeless] }), { ...goes, pending: ["default/q"] });
  });

  it("says so when there is no fixed node at all", () => {
    assert.deepEqual(onePod({}, { nodes: [napNode("nap")] }), stays("there is no fixed node"));
  });

  it("tries another way round when the emptiest nodes do not take all pods", () => {
    const result = outcome({
      nodes: [
        napNode("nap", "default", { cpu: "8" }),
        fixedNode("three", "fixed", { cpu: "3" }),
        fixedNode("four", "fixed", { cpu: "4" }),
      ],
      nodeClaims: [claim("nap")],
      pods: [
        pod("a", "nap", { cpu: "3" }),
        pod("b", "nap", { cpu: "2" }),
        pod("c", "nap", { cpu: "2" }),
      ],
    });
    assert.deepEqual(result.moves, {
      "default/a": "three",
      "default/b": "four",
      "default/c": "four",
    });
  });

  it("says which nodes are left only if others go first", () => {
    const { outlook } = stateOf(
      snapshot({
        nodePools: [nodePool("default")],
        nodes: [
          napNode("a", "default", { cpu: "2" }),
          napNode("b", "default", { cpu: "2" }),
          napNode("c", "default", { cpu: "8" }),
          fixedNode("fixed", "fixed", { cpu: "2" }),
        ],
        nodeClaims: [claim("a"), claim("b"), claim("c")],
        pods: [
          pod("p", "a", { cpu: "2" }),
          pod("q", "b", { cpu: "2" }),
          pod("r", "c", { cpu: "8" }),
        ],
      }),
    );
    const { nodes, staying } = outlook.rehearsal;
    assert.deepEqual(
      nodes.map(({ node, outcome, isCertain }) => [node, outcome, isCertain]),
      [
        ["a", "leaves", false],
        ["b", "noRoom", false],
        ["c", "noRoom", true],
      ],
    );
    assert.deepEqual(staying, { least: 2, most: 2 });
  });

  it("is not certain of nodes whose pods only Karpenter's own nodes take", () => {
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    const { outlook } = stateOf(
      snapshot({
        nodePools: [nodePool("default")],
        nodes: [
          ...names.map((name) => napNode(name, "default", { cpu: "2" })),
          fixedNode("fixed", "fixed", { taints: [{ key: "dedicated", effect: "NoSchedule" }] }),
        ],
        nodeClaims: names.map((name) => claim(name)),
        pods: names.map((name) => pod(`p-${name}`, name, { cpu: "1" })),
      }),
    );
    const { nodes, staying } = outlook.rehearsal;
    assert.deepEqual(staying, { least: 4, most: 4 });
    assert.deepEqual(
      nodes.filter(({ isCertain }) => isCertain),
      [],
    );
  });
});
