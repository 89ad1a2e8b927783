import assert from "node:assert/strict";
import { parseSchedule } from "../../../../src/karpenter/cron.ts";
import { parseNillableDuration } from "../../../../src/karpenter/duration.ts";
import { accept, labels, proposals, service } from "./editor.ts";

const pool = (disruption: string, template = "") => `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general
spec:
  disruption:
    consolidateAfter: 1m
${disruption}  template:
    spec:
      nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: default }
      requirements: []
${template}`;

const budget = (lines: string) => pool(`    budgets:\n      - nodes: "1"\n${lines}`);

const places: Readonly<Record<string, string>> = {
  "budgets[].duration": budget("        schedule: '@daily'\n        duration: ¦\n"),
  consolidateAfter: pool("").replace("consolidateAfter: 1m", "consolidateAfter: ¦"),
  expireAfter: pool("", "      expireAfter: ¦\n"),
  terminationGracePeriod: pool("", "      terminationGracePeriod: ¦\n"),
};

/** What is objected to in a text: nothing, where a proposal fits. */
function objections(text: string): readonly string[] {
  return service
    .validate(service.read("test.yaml", text))
    .filter(({ layer }) => layer !== "semantic")
    .map(({ message }) => message);
}

describe("proposals for schedules and durations", () => {
  const schedule = budget("        schedule: ¦\n        duration: 8h\n");

  it("are schedules that Karpenter reads, each said in words, with the night and the weekend among them", () => {
    const items = proposals(schedule);
    assert.ok(items.length >= 6);
    for (const { label, detail } of items) {
      assert.notEqual(parseSchedule(label).value, undefined, label);
      assert.ok((detail ?? "").length > 5, label);
      assert.deepEqual(objections(accept(schedule, label)), [], label);
    }
    const offered = new Set(labels(schedule));
    assert.deepEqual(
      ["@daily", "@weekly", "@hourly", "@monthly"].filter((one) => !offered.has(one)),
      [],
    );
  });

  it("are quoted where YAML would take them for something else", () => {
    assert.match(accept(schedule, "@daily"), /schedule: "@daily"\n/);
  });

  for (const [field, marked] of Object.entries(places))
    it(`are durations that the API server and Karpenter take for ${field}`, () => {
      const offered = labels(marked);
      assert.ok(offered.length >= 3, offered.join(", "));
      assert.equal(offered.includes("Never"), field.endsWith("After"));
      for (const label of offered) {
        assert.notEqual(parseNillableDuration(label).value, undefined, label);
        assert.deepEqual(objections(accept(marked, label)), [], label);
      }
    });
});
