import assert from "node:assert/strict";
import type { EventRow } from "../../../../../src/nap/view/contents/eventRow.ts";
import { nodePoolDetails } from "../../../../../src/nap/view/contents/nodePoolDetails.ts";
import { nodePoolRow } from "../../../../../src/nap/view/contents/nodePoolRow.ts";

const object = {
  metadata: { name: "default" },
  spec: {
    template: { spec: { nodeClassRef: { name: "default" }, requirements: [] } },
    disruption: { consolidateAfter: "0s" },
  },
} as unknown as Parameters<typeof nodePoolRow>[0];
const pool = nodePoolRow(object, [], Date.UTC(2026, 0, 1));

function event(kind: string, name: string): EventRow {
  return {
    uid: name,
    about: { kind, name, namespace: "" },
    reason: "R",
    isWarning: true,
    text: `it | ${name}`,
    remedy: "wait",
    message: "",
    count: 2,
    at: "2026-01-01T00:00:00Z",
  };
}

describe("nodePoolDetails", () => {
  it("shows the events of the pool and leaves those of others out", () => {
    const events = [event("NodePool", "default"), event("NodePool", "gpu"), event("Node", "n-1")];
    const text = nodePoolDetails({ pool, conditions: [], events });
    assert.deepEqual(
      text.split("\n").filter((line) => line.includes("times")),
      ["| 2026-01-01T00:00:00Z | NodePool default | ⚠ it \\| default (2 times) | wait |"],
    );
  });

  it("shows every condition with its reason", () => {
    const conditions = [
      { type: "Ready", status: "False", reason: "NodeClassNotReady", message: "a\nb" },
    ];
    const text = nodePoolDetails({ pool, conditions, events: [] });
    assert.ok(text.includes("| Ready | False |  | NodeClassNotReady | a b |"), text);
  });

  it("says what it cannot know", () => {
    const text = nodePoolDetails({ pool, conditions: undefined, events: [] });
    assert.match(text, /They cannot be read at the moment\.[^]*None is known\./);
  });
});
