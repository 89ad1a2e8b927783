import assert from "node:assert/strict";
import fc from "fast-check";
import { createWorkspace, indexSource } from "../../../../src/language/index.ts";
import type { FileFinding, Workspace } from "../../../../src/language/index.ts";
import { serviceFor, workspaceOf } from "../service.ts";

const service = serviceFor();

function nodeClass(spec = "", { name = "default", version = "v1beta1" } = {}): string {
  return `apiVersion: karpenter.azure.com/${version}
kind: AKSNodeClass
metadata:
  name: ${name}
spec:
  imageFamily: AzureLinux
${spec}`;
}

/** A NodePool v1beta1 with lines of its kubelet block, unindented. */
function oldPool(kubelet: readonly string[], name = "general"): string {
  const block = kubelet.length === 0 ? [] : ["kubelet:", ...kubelet.map((line) => `  ${line}`)];
  return `apiVersion: karpenter.sh/v1beta1
kind: NodePool
metadata:
  name: ${name}
spec:
  disruption:
    consolidationPolicy: WhenUnderutilized
    expireAfter: 720h
  template:
    spec:
      nodeClassRef:
        name: default
      requirements:
        - key: example.com/pool
          operator: In
          values: ["${name}"]
${block.map((line) => `      ${line}\n`).join("")}`;
}

function newPool(more: readonly string[] = [], name = "general"): string {
  return `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: ${name}
spec:
  disruption:
    consolidationPolicy: WhenEmptyOrUnderutilized
    consolidateAfter: 0s
  template:
    spec:
      nodeClassRef:
        name: default
        group: karpenter.azure.com
        kind: AKSNodeClass
      expireAfter: 720h
      requirements:
        - key: example.com/pool
          operator: In
          values: ["${name}"]
${more.map((line) => `      ${line}\n`).join("")}`;
}

type Files = Readonly<Record<string, string>>;

function workspaceWith(files: Files, complete = true): Workspace {
  const objects = Object.entries(files).flatMap(([uri, text]) =>
    indexSource(service.read(uri, text)),
  );
  return createWorkspace(objects, { complete });
}

/** All files after the preferred fixes of one of them. */
function fixed(uri: string, files: Files, complete = true): Files {
  const changed = service.fixAllFiles(uri, {
    workspace: workspaceWith(files, complete),
    textOf: (one) => files[one],
  });
  return { ...files, ...Object.fromEntries(changed) };
}

/** The fixes of a pool, the preferred one marked. */
function offered(uri: string, files: Files, complete = true): readonly string[] {
  const kubelet = ["v1beta1-nodepool", "template-kubelet"];
  const found = findings(uri, files, complete)
    .filter(({ rule }) => kubelet.includes(rule))
    .flatMap(({ fixes }) => fixes);
  return found.map(({ title, preferred }) => `${preferred ? "* " : ""}${title}`);
}

function findings(uri: string, files: Files, complete = true): readonly FileFinding[] {
  const file = service.read(uri, files[uri] ?? "");
  return service.validate(file, workspaceWith(files, complete));
}

const plain = "* Migrate this NodePool to v1";
const withClass = "Migrate this NodePool to v1, with its kubelet settings in AKSNodeClass default";

describe("kubelet settings of a NodePool v1beta1", () => {
  it("go into the AKSNodeClass in another file, with their comments", () => {
    const files = {
      "class.yaml": nodeClass(),
      "pool.yaml": oldPool([
        "# as many as before",
        "maxPods: 110 # per node",
        "cpuCFSQuota: false",
        "imageGCHighThresholdPercent: 90",
      ]),
    };
    assert.deepEqual(offered("pool.yaml", files), [`* ${withClass}`, plain.slice(2)]);
    assert.deepEqual(fixed("pool.yaml", files), {
      "class.yaml": nodeClass(
        "  # as many as before\n  maxPods: 110 # per node\n  kubelet:\n    cpuCFSQuota: false\n    imageGCHighThresholdPercent: 90\n",
      ),
      "pool.yaml": newPool(),
    });
  });

  it("go into the AKSNodeClass of the same file as edits of one fix", () => {
    const text = `${oldPool(["maxPods: 110"])}---\n${nodeClass()}`;
    const [fix] = findings("all.yaml", { "all.yaml": text })[0]?.fixes ?? [];
    assert.deepEqual([fix?.edits.length, fix?.elsewhere], [2, undefined]);
    assert.deepEqual(fixed("all.yaml", { "all.yaml": text }), {
      "all.yaml": `${newPool()}---\n${nodeClass("  maxPods: 110\n")}`,
    });
  });

  it("go into the AKSNodeClass of the same List", () => {
    const item = (text: string) => text.replace(/^(?=.)/gm, "    ").replace("    ", "  - ");
    const list = (...texts: string[]) =>
      `apiVersion: v1\nkind: List\nitems:\n${texts.map(item).join("")}`;
    const files = { "list.yaml": list(nodeClass(), oldPool(["maxPods: 110"])) };
    assert.deepEqual(fixed("list.yaml", files), {
      "list.yaml": list(nodeClass("  maxPods: 110\n"), newPool()),
    });
  });

  it("join those that the class has, in flow style too", () => {
    const files = {
      "class.yaml": nodeClass("  kubelet: { podPidsLimit: 4096 }\n"),
      "pool.yaml": oldPool(["cpuCFSQuota: false"]),
    };
    assert.deepEqual(fixed("pool.yaml", files), {
      "class.yaml": nodeClass("  kubelet: { podPidsLimit: 4096, cpuCFSQuota: false }\n"),
      "pool.yaml": newPool(),
    });
  });

  it("stay as comments where the class has no such field, another value, or would be refused", () => {
    const files = {
      "class.yaml": nodeClass("  maxPods: 30\n  kubelet:\n    imageGCLowThresholdPercent: 70\n"),
      "pool.yaml": oldPool([
        "maxPods: 110",
        "podsPerCore: 10",
        "imageGCHighThresholdPercent: 60",
        "cpuCFSQuota: true",
      ]),
    };
    assert.deepEqual(fixed("pool.yaml", files), {
      "class.yaml": nodeClass(
        "  maxPods: 30\n  kubelet:\n    imageGCLowThresholdPercent: 70\n    cpuCFSQuota: true\n",
      ),
      "pool.yaml": newPool([
        "# Not moved to AKSNodeClass default: maxPods (30 there), podsPerCore (no such field), imageGCHighThresholdPercent (refused there)",
        "# kubelet:",
        "#   maxPods: 110",
        "#   podsPerCore: 10",
        "#   imageGCHighThresholdPercent: 60",
      ]),
    });
  });

  it("go together where one alone would keep nodes from joining", () => {
    const files = {
      "class.yaml": nodeClass(),
      "pool.yaml": oldPool(["imageGCHighThresholdPercent: 75", "imageGCLowThresholdPercent: 70"]),
    };
    assert.deepEqual(fixed("pool.yaml", files), {
      "class.yaml": nodeClass(
        "  kubelet:\n    imageGCLowThresholdPercent: 70\n    imageGCHighThresholdPercent: 75\n",
      ),
      "pool.yaml": newPool(),
    });
    const alone = { ...files, "pool.yaml": oldPool(["imageGCHighThresholdPercent: 75"]) };
    assert.equal(fixed("pool.yaml", alone)["class.yaml"], nodeClass());
  });

  it("are dropped where the class says the same", () => {
    const files = {
      "class.yaml": nodeClass("  maxPods: 110\n"),
      "pool.yaml": oldPool(["maxPods: 110"]),
    };
    assert.deepEqual(offered("pool.yaml", files), [plain]);
    assert.deepEqual(fixed("pool.yaml", files), { ...files, "pool.yaml": newPool() });
  });

  it("stay as comments where the class is not known, ambiguous or of an old schema", () => {
    const comment = [
      "# Belongs to the AKSNodeClass (spec.kubelet; maxPods to spec):",
      "# kubelet:",
      "#   maxPods: 110",
    ];
    const pool = { "pool.yaml": oldPool(["maxPods: 110"]) };
    for (const classes of [
      {},
      { "class.yaml": nodeClass("", { name: "other" }) },
      { "a.yaml": nodeClass(), "b.yaml": nodeClass() },
      { "class.yaml": nodeClass("", { version: "v1" }) },
    ]) {
      const files: Files = { ...classes, ...pool };
      assert.deepEqual(offered("pool.yaml", files), [plain]);
      assert.deepEqual(fixed("pool.yaml", files), { ...files, "pool.yaml": newPool(comment) });
    }
  });

  it("are not moved unasked while other files are not known", () => {
    const files = { "class.yaml": nodeClass(), "pool.yaml": oldPool(["maxPods: 110"]) };
    assert.deepEqual(offered("pool.yaml", files, false), [plain, withClass]);
    assert.equal(fixed("pool.yaml", files, false)["class.yaml"], nodeClass());
  });

  it("are not moved unasked where a pool of the class asks for none", () => {
    const files = {
      "batch.yaml": newPool([], "batch"),
      "class.yaml": nodeClass(),
      "pool.yaml": oldPool(["maxPods: 110"]),
    };
    assert.deepEqual(offered("pool.yaml", files), [
      plain,
      `${withClass}, which is used by batch as well`,
    ]);
    assert.deepEqual(fixed("pool.yaml", files), {
      ...files,
      "pool.yaml": newPool([
        "# Not moved to AKSNodeClass default: maxPods (the class is used by batch as well)",
        "# kubelet:",
        "#   maxPods: 110",
      ]),
    });
  });

  it("are moved once for pools that ask for the same", () => {
    const files = {
      "a.yaml": oldPool(["maxPods: 110"], "a"),
      "b.yaml": oldPool(["maxPods: 110"], "b"),
      "class.yaml": nodeClass(),
    };
    const both = {
      "a.yaml": newPool([], "a"),
      "b.yaml": newPool([], "b"),
      "class.yaml": nodeClass("  maxPods: 110\n"),
    };
    assert.deepEqual(fixed("b.yaml", fixed("a.yaml", files)), both);
    assert.deepEqual(fixed("a.yaml", fixed("b.yaml", files)), both);
  });

  it("of two pools that ask for different ones: the first by name gets them, the other keeps a comment", () => {
    const files = {
      "a.yaml": oldPool(["maxPods: 50"], "zeta"),
      "b.yaml": oldPool(["maxPods: 110"], "alpha"),
      "class.yaml": nodeClass(),
    };
    assert.deepEqual(offered("a.yaml", files), [
      plain,
      `${withClass}, which is used by alpha as well`,
    ]);
    assert.deepEqual(fixed("a.yaml", fixed("b.yaml", files)), {
      "a.yaml": newPool(
        [
          "# Not moved to AKSNodeClass default: maxPods (110 there)",
          "# kubelet:",
          "#   maxPods: 50",
        ],
        "zeta",
      ),
      "b.yaml": newPool([], "alpha"),
      "class.yaml": nodeClass("  maxPods: 110\n"),
    });
  });

  it("of two pools of one file are moved for the first by name, wherever it stands", () => {
    const text = [
      oldPool(["maxPods: 50"], "zeta"),
      oldPool(["maxPods: 110"], "alpha"),
      nodeClass(),
    ].join("---\n");
    const workspace = workspaceOf(service.read("all.yaml", text));
    const after = service.fixAll("all.yaml", text, { workspace });
    assert.deepEqual(
      after.split("---\n").map((one) => /^ *(?:# +)?maxPods: \d+$/m.exec(one)?.[0].trim()),
      ["#   maxPods: 50", undefined, "maxPods: 110"],
    );
  });

  it("stay where they are when another file is not what it was", () => {
    const files = { "class.yaml": nodeClass(), "pool.yaml": oldPool(["maxPods: 110"]) };
    for (const now of [undefined, `# new\n${nodeClass()}`]) {
      const changed = service.fixFiles("pool.yaml", {
        workspace: workspaceWith(files),
        textOf: (uri) => (uri === "pool.yaml" ? files[uri] : now),
      });
      assert.deepEqual([...changed], []);
    }
  });

  it("are offered anew when the class changes or moves within its file", () => {
    const { "pool.yaml": text } = { "pool.yaml": oldPool(["maxPods: 110"]) };
    const pool = service.read("pool.yaml", text);
    const asked = (files: Files) => {
      const fixes = service
        .validate(pool, workspaceWith({ ...files, "pool.yaml": text }))
        .filter(({ rule }) => rule === "v1beta1-nodepool")
        .flatMap((finding) => finding.fixes);
      return fixes.map(({ elsewhere }) => elsewhere?.map(({ document }) => document.start));
    };
    assert.deepEqual(asked({ "class.yaml": nodeClass() }), [[0], undefined]);
    assert.deepEqual(asked({ "class.yaml": `# a\n---\n${nodeClass()}` }), [[4], undefined]);
    assert.deepEqual(asked({ "class.yaml": nodeClass("  maxPods: 30\n") }), [undefined]);
    assert.deepEqual(asked({}), [undefined]);
  });
});

describe("moving kubelet settings", () => {
  const setting = fc.constantFrom(
    ...["maxPods: 5", "maxPods: 50", "maxPods: 110", "podsPerCore: 3", "cpuCFSQuota: false"],
    ...["imageGCHighThresholdPercent: 60", "imageGCHighThresholdPercent: 90"],
    ...["imageGCLowThresholdPercent: 50", "imageGCLowThresholdPercent: 95"],
  );
  const nameOf = (line: string) => line.split(":")[0] ?? "";
  const settings = fc.uniqueArray(setting, { selector: nameOf, maxLength: 4 });
  const errorsOf = (files: Files) =>
    Object.keys(files).map(
      (uri) => findings(uri, files).filter(({ severity }) => severity === "error").length,
    );

  it("loses none, adds no error and is done after one round, in whatever order", () => {
    const pools = fc.array(settings, { minLength: 1, maxLength: 3 });
    const shuffled = pools.chain((lists) =>
      fc.tuple(
        fc.constant(lists),
        fc.shuffledSubarray([...lists.keys()], { minLength: lists.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, fc.constantFrom("", "  maxPods: 30\n"), ([lists, order], own) => {
        const uris = lists.map((_, index) => `${index}.yaml`);
        const poolFiles = lists.map(
          (lines, index) => [uris[index] ?? "", oldPool(lines, `pool-${index}`)] as const,
        );
        const before: Files = { ...Object.fromEntries(poolFiles), "class.yaml": nodeClass(own) };
        const after = order.reduce((files, index) => fixed(uris[index] ?? "", files), before);
        const errors = errorsOf(after);
        assert.ok(errorsOf(before).every((count, index) => count >= (errors[index] ?? 0)));
        for (const [index, lines] of lists.entries())
          for (const line of lines) {
            const texts = [after[uris[index] ?? ""] ?? "", after["class.yaml"] ?? ""];
            assert.ok(
              texts.some((text) => new RegExp(`${line}$`, "m").test(text)),
              `${line} is lost`,
            );
          }
        for (const uri of uris) assert.deepEqual(fixed(uri, after), after);
      }),
      { numRuns: 60 },
    );
  });
});

describe("kubelet settings that a NodePool v1 still has", () => {
  const pool = newPool(["kubelet:", "  maxPods: 110"]);

  it("become comments, and can be moved to the class", () => {
    const files = { "class.yaml": nodeClass(), "pool.yaml": pool };
    assert.deepEqual(offered("pool.yaml", files), [
      "* Comment out kubelet, to be moved to the AKSNodeClass",
      "Move kubelet settings to AKSNodeClass default",
    ]);
    assert.equal(fixed("pool.yaml", files)["class.yaml"], nodeClass());
  });

  it("are removed where the class says the same", () => {
    const files = { "class.yaml": nodeClass("  maxPods: 110\n"), "pool.yaml": pool };
    assert.deepEqual(offered("pool.yaml", files), [
      "* Remove kubelet: AKSNodeClass default says the same",
    ]);
    assert.equal(fixed("pool.yaml", files)["pool.yaml"], newPool());
  });
});
