import assert from "node:assert/strict";
import { applyEdits } from "../../../src/language/edit/applyEdits.ts";
import { nodeClass, nodePool } from "../../../src/language/rules/examples.ts";
import { serviceFor } from "./service.ts";

const service = serviceFor();

/** The fixes of the findings of a rule by title, the preferred one marked, each with the text that it makes. */
function offered(rule: string, text: string, uri = "pool.yaml"): Readonly<Record<string, string>> {
  const found = service.validate(service.read(uri, text)).filter((one) => one.rule === rule);
  const fixes = found.flatMap((finding) => finding.fixes);
  return Object.fromEntries(
    fixes.map(({ title, preferred, edits }) => [
      preferred ? `* ${title}` : title,
      applyEdits(text, edits),
    ]),
  );
}

const budget = (...lines: readonly string[]) =>
  nodePool(
    `disruption:\n  consolidateAfter: 1m\n  budgets:\n${lines.map((line, index) => `    ${index === 0 ? "-" : " "} ${line}\n`).join("")}`,
  );

describe("fixes that leave the choice to the user", () => {
  it("end a budget's lone schedule, or give it a duration shorter than its period", () => {
    for (const [schedule, duration] of [
      ["'@daily'", "8h"],
      ["'@hourly'", "30m"],
      ["0 9 * * 1-5", "8h"],
      ["0 * * * *", "30m"],
      ["'*/5 * * * *'", "1m"],
    ] as const)
      assert.deepEqual(offered("cel-rule", budget("nodes: 20%", `schedule: ${schedule}`)), {
        "* Remove schedule": budget("nodes: 20%"),
        [`Add duration: ${duration}`]: budget(
          "nodes: 20%",
          `schedule: ${schedule}`,
          `duration: ${duration}`,
        ),
      });
  });

  it("end a budget's lone duration, or give it a schedule that is rarer", () => {
    for (const [duration, schedule] of [
      ["8h", '"@daily"'],
      ["24h", '"@weekly"'],
      ["168h", '"@monthly"'],
    ] as const)
      assert.deepEqual(offered("cel-rule", budget("nodes: 20%", `duration: ${duration}`)), {
        "* Remove duration": budget("nodes: 20%"),
        [`Add schedule: ${schedule.slice(1, -1)}`]: budget(
          "nodes: 20%",
          `duration: ${duration}`,
          `schedule: ${schedule}`,
        ),
      });
  });

  it("give a window's bare number hours or minutes", () => {
    for (const duration of ["8", '"8"'])
      assert.deepEqual(
        Object.keys(
          offered(
            duration === "8" ? "wrong-type" : "pattern",
            budget("nodes: 20%", `duration: ${duration}`, "schedule: '@daily'"),
          ),
        ),
        ["Write 8h", "Write 8m"],
      );
  });

  it("name both whole percentages beside a fraction of one", () => {
    assert.deepEqual(offered("pattern", budget("nodes: 10.5%")), {
      "Write 10%": budget("nodes: 10%"),
      "Write 11%": budget("nodes: 11%"),
    });
    assert.deepEqual(offered("pattern", budget("nodes: 10.0%")), {
      "Write 10%": budget("nodes: 10%"),
    });
    assert.deepEqual(offered("pattern", budget("nodes: 200.5%")), {});
  });

  it("remove either of two values of one key", () => {
    const twice = (lines: string) => nodeClass(`imageFamily: Ubuntu\n${lines}`);
    assert.deepEqual(offered("yaml-duplicate-key", twice("maxPods: 50\nmaxPods: 110 # most\n")), {
      "* Remove the earlier one": twice("maxPods: 110 # most\n"),
      "Remove the later one": twice("maxPods: 50\n"),
    });
    const [one, other] = ["tags:\n  a: b\n", "tags:\n  c: d\n"];
    assert.deepEqual(offered("yaml-duplicate-key", twice(one + other)), {
      "Remove the earlier one": twice(other),
      "Remove the later one": twice(one),
    });
  });

  it("remove either of them between braces and behind a dash", () => {
    const flow = (pairs: string) => nodeClass(`tags: { ${pairs} }\n`);
    assert.deepEqual(offered("yaml-duplicate-key", flow("a: b, a: c")), {
      "Remove the earlier one": flow("a: c"),
      "Remove the later one": flow("a: b"),
    });
    assert.deepEqual(
      offered("yaml-duplicate-key", budget("nodes: 10%", "nodes: 20%", "reasons: [Empty]")),
      {
        "Remove the earlier one": budget("nodes: 20%", "reasons: [Empty]"),
        "Remove the later one": budget("nodes: 10%", "reasons: [Empty]"),
      },
    );
  });

  it("name an object after its file, or as is usual for its kind", () => {
    const nameless = nodeClass("imageFamily: Ubuntu\n").replace("metadata:\n  name: default\n", "");
    const named = (name: string) => ({
      [`Name it ${name}`]: nameless.replace("spec:", `metadata:\n  name: ${name}\nspec:`),
    });
    const nameFor = (uri: string) => offered("metadata-name", nameless, uri);
    assert.deepEqual(nameFor("file:///c%3A/my%20Class_2.dev.yaml"), named("my-class-2.dev"));
    assert.deepEqual(nameFor("clusters/fips.yml"), named("fips"));
    assert.deepEqual(nameFor("-"), named("default"));
    assert.deepEqual(nameFor("%E0%A4%A.yaml"), named("e0-a4-a"));
    const empty = nodePool().replace("metadata:\n  name: general", "metadata: {}");
    assert.deepEqual(offered("metadata-name", empty, "---.yaml"), {
      "Name it general": empty.replace("metadata: {}", "metadata:\n  name: general"),
    });
  });

  it("quote what JSON has no word for, unless a tag says that it is a number", () => {
    const limit = (value: string) => nodeClass(`tags:\n  limit: ${value}\n`);
    assert.deepEqual(offered("yaml-value", limit("-.INF")), { "* Quote -.INF": limit('"-.INF"') });
    assert.deepEqual(offered("yaml-value", limit("!!float .inf")), {});
  });
});
