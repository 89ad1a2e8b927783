import assert from "node:assert/strict";
import { preferredFix } from "../../../src/language/fixAll.ts";
import { serviceFor } from "./service.ts";

const service = serviceFor();

const pool = (key: string, values: string, operator = "In"): string =>
  `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: a
spec:
  template:
    spec:
      nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: default }
      requirements:
        - key: ${key}
          operator: ${operator}
          values: ${values}
`;

const errors = (text: string) =>
  service.validate(service.read("a.yaml", text)).filter(({ severity }) => severity === "error");
const fixed = (text: string): string => service.fixAll("a.yaml", text);

describe("several values in one text", () => {
  for (const [key, values, right] of [
    ["kubernetes.io/arch", '["amd64 arm64"]', "[amd64, arm64]"],
    ["kubernetes.io/arch", '["amd64, arm64", amd64]', "[arm64, amd64]"],
    ["karpenter.sh/capacity-type", '["spot|on-demand"]', "[spot, on-demand]"],
    ["karpenter.azure.com/sku-family", "[D E F]", "[D, E, F]"],
    ["karpenter.azure.com/sku-family", "[D E, F]", "[D, F, E]"],
    ["karpenter.azure.com/sku-cpu", '["4, 8"]', '["4", "8"]'],
    [
      "topology.kubernetes.io/zone",
      '["westeurope-1 westeurope-2"]',
      "[westeurope-1, westeurope-2]",
    ],
  ] as const)
    it(`become several, where the label has each of them: ${key} ${values}`, () => {
      const text = fixed(pool(key, values));
      assert.deepEqual(/values: (.*)/.exec(text)?.[1]?.replace(/"([A-Za-z][^"]*)"/g, "$1"), right);
      assert.deepEqual(errors(text), []);
    });

  it("become a list where the list is missing too", () => {
    const text = fixed(pool("kubernetes.io/arch", "amd64 arm64"));
    assert.match(text, /values:\n +- amd64\n +- arm64\n/);
    assert.deepEqual(errors(text), []);
  });

  it("are left to the user where one is none of the label, and where the label may have any", () => {
    for (const [key, offered] of [
      ["kubernetes.io/arch", ["Write amd64", "Write arm64"]],
      ["example.com/team", ["Write amd64-mips", "Make it amd64, mips"]],
    ] as const) {
      const found = errors(pool(key, '["amd64, mips"]'));
      assert.deepEqual(
        found.flatMap(({ fixes }) => fixes.map(({ title }) => title)),
        offered,
      );
      assert.deepEqual(
        found.map((one) => preferredFix(one)),
        found.map(() => undefined),
      );
    }
  });
});

describe("memory with a unit behind a comparison", () => {
  it("is one finding, with the server's words", () => {
    for (const operator of ["Gt", "Lt", "Gte", "Lte"]) {
      const text = pool("karpenter.azure.com/sku-memory", '["16Gi"]', operator);
      const found = errors(text);
      assert.deepEqual(
        found.map(({ rule, layer, server }) => [rule, layer, server !== undefined]),
        [["memory-in-mib", "cel", true]],
      );
      assert.equal(fixed(text), text.replace("16Gi", "16384"));
    }
  });
});
