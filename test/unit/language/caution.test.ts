import assert from "node:assert/strict";
import { indented, nodePool, poolRequiring } from "../../../src/language/rules/examples.ts";
import { serviceFor, workspaceOf } from "./service.ts";

const service = serviceFor({ region: "westeurope" });

function fixed(text: string): string {
  const workspace = workspaceOf(service.read("pool.yaml", text));
  return service.fixAll("pool.yaml", text, { workspace });
}

function rulesFound(text: string): readonly string[] {
  const file = service.read("pool.yaml", text);
  return service.validate(file, workspaceOf(file)).map(({ rule }) => rule);
}

const closedBudget =
  'disruption:\n  consolidateAfter: 5m\n  budgets:\n    - nodes: "0"\n      schedule: 0 9 * * 1-5\n      duration: 8h\n';
const disabled =
  "requirements: []\ntaints:\n  - key: karpenter.azure.com/disable\n    effect: NoSchedule\n";

describe("fixing everything leaves alone what production depends on", () => {
  const untouched: Readonly<Record<string, string>> = {
    "the taint of a pool that is being disabled": nodePool("", disabled),
    "a limit that freezes a pool": nodePool('limits:\n  cpu: "0"\n'),
    "a limit below the smallest machine": nodePool('limits:\n  cpu: "1"\n'),
    "a pool of spot capacity alone": poolRequiring("karpenter.sh/capacity-type In spot"),
    "an expiry beside closed budgets": nodePool(
      closedBudget,
      "expireAfter: 168h\nrequirements: []\n",
    ),
    "a short life of nodes": nodePool("", "expireAfter: 30m\nrequirements: []\n"),
    "a short time to end": nodePool("", "requirements: []\nterminationGracePeriod: 30s\n"),
    "limits that are tiny altogether": nodePool("limits:\n  cpu: 100m\n  memory: 1000\n"),
    "a tiny limit beside one of zero": nodePool('limits:\n  cpu: "0"\n  memory: 1000\n'),
    "a pool for Windows alone": poolRequiring("kubernetes.io/os In windows"),
  };
  for (const [title, text] of Object.entries(untouched))
    it(title, () => {
      assert.equal(fixed(text), text);
    });

  it("both of two blocks of one name", () => {
    const text = fixed(`${nodePool()}spec:\n  limits:\n    cpu: 10\n`);
    assert.equal(text.match(/^spec:$/gm)?.length, 2);
    assert.ok(text.includes("    cpu: 10\n"));
  });

  it("an autoscaling field of another kind, which is no replicas", () => {
    const text = nodePool("minReplicas: 1\nlimits:\n  cpu: 10\n");
    assert.equal(fixed(text).includes("  replicas:"), false);
    assert.ok(fixed(text).includes("limits:\n    cpu: 10\n"));
  });
});

describe("a patch", () => {
  it("may hold directives of a strategic merge", () => {
    const text = `# nap: partial\n${nodePool("", "$patch: delete\n")}`;
    assert.deepEqual(rulesFound(text), []);
  });

  it("is not judged on what its requirements lack", () => {
    const text = `# nap: partial\n${nodePool("", `requirements:\n${indented("- key: example.com/team\n", 2)}`)}`;
    assert.deepEqual(rulesFound(text), []);
  });
});

describe("a restricted label", () => {
  it("is taken for the label of nearly the same name and for no other", () => {
    const meant = (key: string) => fixed(poolRequiring(`${key} In a`)).includes("requirements: []");
    assert.equal(meant("agentpool"), true);
    assert.equal(meant("karpenter.azure.com/sku-encryptionathost-capable"), true);
    assert.match(
      fixed(poolRequiring('karpenter.azure.com/sku-memry Gt "16384"')),
      /key: karpenter\.azure\.com\/sku-memory/,
    );
  });
});
