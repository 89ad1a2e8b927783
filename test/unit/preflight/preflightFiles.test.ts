import assert from "node:assert/strict";
import { join } from "node:path";
import { preflightFiles } from "../../../src/preflight/preflightFiles.ts";
import { preflightUsage } from "../../../src/preflight/options.ts";
import { runCli, temporaryFolder } from "../lint/runCli.ts";

const cluster = {
  id: "/subscriptions/0/resourcegroups/rg/providers/Microsoft.ContainerService/managedClusters/demo",
  type: "Microsoft.ContainerService/ManagedClusters",
  name: "demo",
  identity: { type: "SystemAssigned" },
  properties: {
    provisioningState: "Succeeded",
    powerState: { code: "Running" },
    enableRBAC: true,
    servicePrincipalProfile: { clientId: "msi" },
    agentPoolProfiles: [
      { name: "np1", mode: "System", type: "VirtualMachineScaleSets", osType: "Linux" },
    ],
    networkProfile: {
      networkPlugin: "azure",
      networkDataplane: "cilium",
      loadBalancerSku: "standard",
      ipFamilies: ["IPv4"],
    },
  },
};

function changed(properties: object): string {
  return JSON.stringify({ ...cluster, properties: { ...cluster.properties, ...properties } });
}

const autoscaled = changed({
  agentPoolProfiles: [{ ...cluster.properties.agentPoolProfiles[0], enableAutoScaling: true }],
});

const template = {
  resources: [
    {
      type: "Microsoft.ContainerService/managedClusters",
      apiVersion: "2025-05-01",
      name: "new",
      identity: { type: "SystemAssigned" },
      properties: {
        agentPoolProfiles: [{ name: "np1", mode: "System", enableAutoScaling: true }],
      },
    },
  ],
};

function withOpenClient(text: string): string {
  const profile = { clientId: "[parameters('id')]", secret: "[parameters('secret')]" };
  return text.replace(
    /"identity":\{[^}]*\},"properties":\{/,
    `"properties":{"servicePrincipalProfile":${JSON.stringify(profile)},`,
  );
}

interface Checks {
  files: {
    path: string;
    problems: { message: string; line: number }[];
    clusters: { name: string; pointer: string; checks: Record<string, string>[] }[];
  }[];
}

describe("nap-lint preflight", () => {
  let folder = "";
  before(() => {
    folder = temporaryFolder({
      "healthy.json": JSON.stringify(cluster),
      "autoscaled.json": autoscaled,
      "list.json": `[${JSON.stringify(cluster)},${autoscaled}]`,
      "private.json": changed({ publicNetworkAccess: "Disabled" }),
      "template.json": JSON.stringify(template),
      "comma.json": autoscaled.replace(/\}$/, ",\n}"),
      "client.json": withOpenClient(JSON.stringify(template)),
      "other.json": '{ "name": "package" }',
      "utf16.json": Buffer.from(`\uFEFF${autoscaled}`, "utf16le"),
      "unmarked.json": Buffer.from(autoscaled, "utf16le"),
      "big.json": Buffer.from(autoscaled, "utf16le").swap16(),
      "latin1.json": Buffer.from(changed({ tags: "caf\u00e9" }), "latin1"),
      "words.txt": "No JSON at all.\n",
      "empty.json": "",
    });
  });

  function run(...args: string[]) {
    const printed = { out: "", err: "" };
    const code = preflightFiles(
      ["preflight", ...args.map((arg) => (/\.(json|txt)$/.test(arg) ? join(folder, arg) : arg))],
      {
        colors: false,
        out: (text) => (printed.out += text),
        err: (text) => (printed.err += text),
      },
    );
    const clean = (text: string): string => text.replaceAll(`${folder}/`, "");
    return { code, out: clean(printed.out), err: clean(printed.err) };
  }

  function judged(...args: string[]): Checks["files"] {
    return (JSON.parse(run("--format", "json", ...args).out) as Checks).files;
  }

  /** The ids of the checks with a result, by file. */
  function ids(file: string, result: string): string[] {
    return judged(file).flatMap(({ clusters }) =>
      clusters.flatMap(({ checks }) =>
        checks.filter((one) => one.result === result).map((one) => one.id ?? ""),
      ),
    );
  }

  it("passes a cluster that is ready and says what a file does not tell", () => {
    assert.deepEqual(run("healthy.json"), {
      code: 0,
      out: `healthy.json: demo: 5 unknown, 38 fine
  a file does not tell: resource-locks, quota, multiple-load-balancers, self-hosted-karpenter, node-class-subnets

`,
      err: "",
    });
  });

  it("shows what blocks with the command against it", () => {
    const { code, out, err } = run("autoscaled.json");
    assert.deepEqual({ code, err }, { code: 1, err: "" });
    assert.equal(
      out,
      `autoscaled.json: demo: 1 blocking, 5 unknown, 37 fine
  blocks         cluster-autoscaler: pool np1 with the cluster autoscaler
                 Azure refuses mode Auto while a pool has the cluster autoscaler, unless the subscription has the feature AllowClusterAutoscalerAndNAP.
                 Switch the autoscaler of these pools off; their node counts stay as they are:
                   az aks nodepool update --subscription 0 --resource-group rg --cluster-name demo --name np1 --disable-cluster-autoscaler
                 https://learn.microsoft.com/azure/aks/migrate-from-autoscaler-to-node-auto-provisioning (2026-08-21)
  a file does not tell: resource-locks, quota, multiple-load-balancers, self-hosted-karpenter, node-class-subnets

`,
    );
  });

  it("shows with --verbose what is fine too", () => {
    const { out } = run("--verbose", "healthy.json");
    assert.match(out, /^ {2}fine {11}kubenet: networkPlugin azure$/m);
  });

  it("prints JSON of exactly the members that are promised", () => {
    const [file, ...others] = judged("autoscaled.json");
    assert.deepEqual(others, []);
    assert.deepEqual(Object.keys(file ?? {}), ["path", "problems", "clusters"]);
    const [found] = file?.clusters ?? [];
    assert.deepEqual(Object.keys(found ?? {}), ["name", "pointer", "checks"]);
    assert.deepEqual([found?.name, found?.pointer], ["demo", ""]);
    assert.ok(found);
    assert.deepEqual(
      found.checks.find((one) => one.id === "cluster-autoscaler"),
      {
        id: "cluster-autoscaler",
        title: "Cluster autoscaler",
        result: "blocks",
        seen: "pool np1 with the cluster autoscaler",
        why: "Azure refuses mode Auto while a pool has the cluster autoscaler, unless the subscription has the feature AllowClusterAutoscalerAndNAP.",
        source:
          "https://learn.microsoft.com/azure/aks/migrate-from-autoscaler-to-node-auto-provisioning (2026-08-21)",
        remedy:
          "Switch the autoscaler of these pools off; their node counts stay as they are\naz aks nodepool update --subscription 0 --resource-group rg --cluster-name demo --name np1 --disable-cluster-autoscaler",
      },
    );
    const members = ["id", "title", "result", "seen", "why", "source"];
    for (const check of found.checks) {
      assert.deepEqual(
        Object.keys(check).filter((name) => name !== "remedy"),
        members,
      );
      for (const value of Object.values(check)) assert.equal(typeof value, "string");
    }
  });

  it("judges every cluster of a list", () => {
    const clusters = judged("list.json").flatMap((file) => file.clusters);
    assert.deepEqual(
      clusters.map(({ name, pointer, checks }) => [
        name,
        pointer,
        checks.filter((one) => one.result === "blocks").map((one) => one.id),
      ]),
      [
        ["demo", "/0", []],
        ["demo", "/1", ["cluster-autoscaler"]],
      ],
    );
  });

  it("tells several clusters of one file apart by their places", () => {
    const heads = run("list.json")
      .out.split("\n")
      .filter((line) => line.startsWith("list.json"));
    assert.deepEqual(
      heads.map((line) => line.split(":")[0]),
      ["list.json#/0", "list.json#/1"],
    );
  });

  it("judges a template whether or not it asks for NAP", () => {
    assert.deepEqual(ids("template.json", "blocks"), ["cluster-autoscaler"]);
    assert.match(run("template.json").out, /Set enableAutoScaling of these pools to false/);
  });

  it("tells the remedy for what is not known and probably stands in the way", () => {
    assert.deepEqual(
      run("client.json")
        .out.split("\n")
        .filter((line) => /service-principal|A client with|identity/.test(line))
        .map((line) => line.trim().slice(0, 60)),
      [
        "unknown        service-principal: no managed identity, and s",
        "A client with a secret is a service principal, which node au",
        'Set "identity": { "type": "SystemAssigned" } and leave servi',
      ],
    );
  });

  it("does not fail for what only likely blocks", () => {
    assert.deepEqual(ids("private.json", "likely-blocks"), ["public-network-access"]);
    assert.equal(run("private.json").code, 0);
  });

  it("judges broken JSON and says where it is broken", () => {
    const [file] = judged("comma.json");
    assert.deepEqual(
      file?.problems.map(({ line }) => line),
      [1],
    );
    assert.deepEqual(ids("comma.json", "blocks"), ["cluster-autoscaler"]);
    assert.equal(run("comma.json").code, 1);
    assert.match(run("comma.json").out, /^comma\.json:1 \S/);
  });

  it("reads UTF-16 with a byte order mark or without, and names what is not UTF-8", () => {
    for (const file of ["utf16.json", "unmarked.json", "big.json"]) {
      assert.deepEqual(judged(file)[0]?.problems, []);
      assert.deepEqual(ids(file, "blocks"), ["cluster-autoscaler"]);
    }
    assert.deepEqual(judged("latin1.json")[0]?.problems, [
      { message: "Not UTF-8: save the file as UTF-8.", line: 1 },
    ]);
    assert.deepEqual(ids("latin1.json", "blocks"), []);
  });

  it("names what cannot be read and judges the rest", () => {
    const { code, err } = run("missing.json", "words.txt", "empty.json", "autoscaled.json");
    assert.equal(code, 2);
    assert.deepEqual(err.split("\n"), [
      "nap-lint: missing.json: no such file or directory",
      "nap-lint: words.txt: no JSON",
      "nap-lint: empty.json: no JSON",
      "",
    ]);
    const files = judged("missing.json", "words.txt", "empty.json", "autoscaled.json");
    assert.deepEqual(
      files.map(({ problems, clusters }) => [problems.length > 0, clusters.length]),
      [
        [true, 0],
        [true, 0],
        [true, 0],
        [false, 1],
      ],
    );
  });

  it("says so where a file has no cluster", () => {
    assert.deepEqual(run("other.json"), {
      code: 0,
      out: "other.json: no managed cluster in it\n\n",
      err: "",
    });
  });

  it("explains wrong arguments and its own use", () => {
    assert.deepEqual(run("--help"), { code: 0, out: preflightUsage, err: "" });
    assert.deepEqual(run(), {
      code: 2,
      out: "",
      err: "nap-lint: no file given: name files, or -\nTry nap-lint preflight --help.\n",
    });
    assert.match(
      run("--format", "xml", "healthy.json").err,
      /--format takes text, json; not "xml"/,
    );
    assert.match(run("--fix", "healthy.json").err, /--fix/);
  });

  it("reads standard input, as a command of the program", function () {
    this.timeout(60_000);
    const { code, out } = runCli(folder, ["preflight", "--format", "json", "-"], {
      input: autoscaled,
    });
    assert.equal(code, 1);
    assert.deepEqual(
      (JSON.parse(out) as Checks).files.map(({ path, clusters }) => [path, clusters.length]),
      [["-", 1]],
    );
  });
});
