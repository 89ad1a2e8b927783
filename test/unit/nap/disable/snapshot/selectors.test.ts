import assert from "node:assert/strict";
import {
  matchesNode,
  meetsAll,
  selects,
} from "../../../../../src/nap/disable/snapshot/selectors.ts";
import { repellingTaint, taintText } from "../../../../../src/nap/disable/snapshot/taints.ts";
import { amountOf, podRequests } from "../../../../../src/nap/disable/snapshot/podResources.ts";

describe("selectors", () => {
  it("know all operators", () => {
    const labels = { a: "x", n: "5" };
    const holds: [string, string, string[], boolean][] = [
      ["a", "In", ["x", "y"], true],
      ["a", "In", ["y"], false],
      ["b", "In", ["x"], false],
      ["a", "NotIn", ["y"], true],
      ["a", "NotIn", ["x"], false],
      ["b", "NotIn", ["x"], true],
      ["a", "Exists", [], true],
      ["b", "Exists", [], false],
      ["a", "DoesNotExist", [], false],
      ["b", "DoesNotExist", [], true],
      ["n", "Gt", ["4"], true],
      ["n", "Gt", ["5"], false],
      ["n", "Lt", ["10"], true],
      ["n", "Lt", ["5"], false],
      ["a", "Gt", ["1"], false],
      ["b", "Lt", ["1"], false],
      ["a", "Like", ["x"], false],
    ];
    assert.deepEqual(
      holds.map(([key, operator, values]) => meetsAll([{ key, operator, values }], labels)),
      holds.map(([, , , expected]) => expected),
    );
    assert.equal(meetsAll([{ key: "a", operator: "In" }], labels), false);
  });

  it("match nothing when absent and everything when empty", () => {
    assert.deepEqual(
      [
        selects(undefined, { a: "x" }),
        selects({}, { a: "x" }),
        selects({}),
        selects({ matchLabels: { a: "y" } }, { a: "x" }),
      ],
      [false, true, true, false],
    );
  });

  it("match nodes by any term, by name too, and by no empty term", () => {
    const node = { name: "n", labels: { a: "x" } };
    const byName = { matchFields: [{ key: "metadata.name", operator: "In", values: ["n"] }] };
    const byLabel = { matchExpressions: [{ key: "a", operator: "In", values: ["y"] }] };
    assert.deepEqual(
      [[], [{}], [byLabel], [byLabel, byName], [{ ...byLabel, ...byName }]].map(
        (nodeSelectorTerms) => matchesNode({ nodeSelectorTerms }, node),
      ),
      [false, false, false, true, false],
    );
  });
});

describe("taints", () => {
  const taint = { key: "k", value: "v", effect: "NoSchedule" };

  it("repel who does not tolerate them by key, value and effect", () => {
    const tolerations = [
      {},
      { key: "k" },
      { key: "k", value: "v" },
      { key: "k", operator: "Equal", value: "v", effect: "NoSchedule" },
      { key: "k", operator: "Exists" },
      { operator: "Exists" },
      { operator: "Exists", effect: "NoExecute" },
      { key: "other", operator: "Exists" },
      { key: "", operator: "Exists", effect: "" },
    ];
    assert.deepEqual(
      tolerations.map((toleration) => repellingTaint([toleration], [taint]) === undefined),
      [false, false, true, true, true, true, false, false, true],
    );
  });

  it("that only ask to stay away repel nobody", () => {
    assert.equal(repellingTaint([], [{ key: "k", effect: "PreferNoSchedule" }]), undefined);
  });

  it("are written as kubectl writes them", () => {
    assert.deepEqual(
      [taintText(taint), taintText({ key: "k", effect: "NoExecute" })],
      ["k=v:NoSchedule", "k:NoExecute"],
    );
  });
});

describe("requests of a pod", () => {
  it("are read in base units, and nothing where they cannot be read", () => {
    assert.deepEqual(
      [amountOf("1500m"), amountOf("1Ki"), amountOf(2), amountOf(undefined), amountOf("much")],
      [1.5, 1024, 2, 0, 0],
    );
  });

  it("forget quantities again when a cluster has too many different ones", () => {
    for (let index = 0; index < 10_050; index++) assert.equal(amountOf(`${index}m`), index / 1000);
    assert.equal(amountOf("1500m"), 1.5);
  });

  it("count each pod as one", () => {
    assert.deepEqual(podRequests({}), { pods: 1 });
  });
});
