import assert from "node:assert/strict";
import { serviceFor } from "../service.ts";

const service = serviceFor();

function poolOf(key: string, values: string, operator = "In"): string {
  return `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: gpu
spec:
  template:
    spec:
      nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: default }
      requirements:
        - { key: karpenter.azure.com/${key}, operator: ${operator}, values: [${values}] }
`;
}

function fixed(text: string): string {
  return service.fixAll("gpu.yaml", text);
}

describe("values of sku-family that are the names of series", () => {
  it("all become series where each is one", () => {
    assert.equal(
      fixed(poolOf("sku-family", "NCas_T4_v3, Dsv5, Standard_Ev4")),
      poolOf("sku-series", "NCas_v3, Ds_v5, E_v4"),
    );
  });

  it("all stay kept out where they are", () => {
    assert.equal(
      fixed(poolOf("sku-family", "Dsv5, Standard_Ev4", "NotIn")),
      poolOf("sku-series", "Ds_v5, E_v4", "NotIn"),
    );
    const mixed = poolOf("sku-family", "D, Dsv5", "NotIn");
    assert.equal(fixed(mixed), mixed);
  });

  it("stay where one means nothing, since without it the others are no family either", () => {
    const text = poolOf("sku-family", "NCas_T4_v3, general");
    assert.equal(fixed(text), text);
  });
});
