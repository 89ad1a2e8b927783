import assert from "node:assert/strict";
import fc from "fast-check";
import type { DocumentSymbol, InlayHintKind } from "../../../../src/language/editing/index.ts";
import { createWorkspace, indexSource } from "../../../../src/language/index.ts";
import { service, withCursor } from "./editor.ts";
import { manifests } from "./manifests.ts";

const text = `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: default
spec:
  # when
  # nodes go
  disruption:
    budgets:
    - nodes: "0"
      schedule: 0 9 * * 1-5
      duration: 120h
  template:
    spec:
      expireAfter: 720h
      taints:
        - { key: sku, value: gpu, effect: NoSchedule }
      requirements:
        - key: karpenter.azure.com/sku-memory
          operator: In
          values: ["16384", &big "32768", *big]
---
apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata: { name: own }
spec:
  vnetSubnetID: /subscriptions/1/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/s
---
apiVersion: v1
kind: ConfigMap
`;
const file = service.read("pool.yaml", text);
const all = new Set<InlayHintKind>(["schedule", "memory", "duration"]);

function outline(symbols: readonly DocumentSymbol[], depth = 0): readonly string[] {
  return symbols.flatMap(({ name, children }) => [
    " ".repeat(depth) + name,
    ...outline(children, depth + 1),
  ]);
}

function nested(symbol: DocumentSymbol): void {
  const { range, selection, children } = symbol;
  assert.ok(range.start <= selection.start && selection.end <= range.end, symbol.name);
  for (const child of children) {
    assert.ok(range.start <= child.range.start && child.range.end <= range.end, child.name);
    nested(child);
  }
}

describe("the outline of a file", () => {
  it("names our objects and their sections", () => {
    assert.deepEqual(outline(service.documentSymbols(file)), [
      "NodePool default",
      " metadata",
      " spec",
      "  disruption",
      "   budgets",
      "    0 0 9 * * 1-5 120h",
      "  template",
      "   spec",
      "    taints",
      "     sku=gpu:NoSchedule",
      "    requirements",
      "     karpenter.azure.com/sku-memory In 16384, 32768, 32768",
      "AKSNodeClass own",
      " metadata",
      " spec",
    ]);
  });

  it("keeps every entry within its parent, whatever the text", () => {
    const place = fc.tuple(fc.constantFrom(text, ...Object.values(manifests)), fc.nat());
    fc.assert(
      fc.property(place, ([whole, end]) => {
        const prefix = service.read("a.yaml", whole.slice(0, end % (whole.length + 1)));
        service.documentSymbols(prefix).forEach(nested);
      }),
    );
  });

  it("finds objects of the workspace by letters in their order", () => {
    const workspace = createWorkspace(indexSource(file));
    const names = (query: string) =>
      service.workspaceSymbols(query, workspace).map(({ name, uri }) => `${name} ${uri}`);
    assert.deepEqual(names(""), ["NodePool default pool.yaml", "AKSNodeClass own pool.yaml"]);
    assert.deepEqual(names("npdef"), ["NodePool default pool.yaml"]);
    assert.deepEqual(names("own aks"), []);
  });
});

describe("folding", () => {
  it("folds keys with what is under them, comments and documents", () => {
    const lines = text.split("\n");
    const shown = service
      .foldingRanges(file)
      .map(
        ({ startLine, endLine, kind }) =>
          `${(lines[startLine] ?? "").trim().slice(0, 20)} +${endLine - startLine}${kind ? ` ${kind}` : ""}`,
      );
    assert.deepEqual(shown, [
      "apiVersion: karpente +20 region",
      "metadata: +1",
      "spec: +16",
      "# when +1 comment",
      "disruption: +4",
      "budgets: +3",
      '- nodes: "0" +2',
      "template: +8",
      "spec: +7",
      "taints: +1",
      "requirements: +3",
      "- key: karpenter.azu +2",
      "--- +5 region",
      "spec: +1",
      "--- +2 region",
    ]);
  });

  it("has nothing to say about files that are not ours", () => {
    assert.deepEqual(service.foldingRanges(service.read("a.yaml", "a:\n  b: 1\n")), []);
  });
});

describe("selection", () => {
  it("grows from the word to the document", () => {
    const { offset } = withCursor(text.replace("16384", "16¦384"));
    const ranges = service.selectionRanges(file, offset);
    assert.deepEqual(
      ranges.map(({ start, end }) => text.slice(start, end).split("\n")[0]?.slice(0, 40)),
      [
        "16384",
        '"16384"',
        '["16384", &big "32768", *big]',
        'values: ["16384", &big "32768", *big]',
        "key: karpenter.azure.com/sku-memory",
        "- key: karpenter.azure.com/sku-memory",
        "requirements:",
        "expireAfter: 720h",
        "spec:",
        "template:",
        "disruption:",
        "spec:",
        "apiVersion: karpenter.sh/v1",
      ],
    );
  });

  it("gives ranges of which each lies within the next, around the offset", () => {
    const place = fc.tuple(fc.constantFrom(text, ...Object.values(manifests)), fc.nat(), fc.nat());
    fc.assert(
      fc.property(place, ([whole, end, at]) => {
        const prefix = whole.slice(0, end % (whole.length + 1));
        const offset = at % (prefix.length + 1);
        let inner = { start: offset, end: offset };
        for (const range of service.selectionRanges(service.read("a.yaml", prefix), offset)) {
          assert.ok(range.start <= inner.start && inner.end <= range.end);
          inner = range;
        }
      }),
    );
  });
});

describe("links", () => {
  it("link no subnet whose name is no text", () => {
    const id =
      "/subscriptions/a/resourceGroups/b/providers/Microsoft.Network/virtualNetworks/c/subnets/\uD800";
    const text = `apiVersion: karpenter.azure.com/v1beta1\nkind: AKSNodeClass\nspec:\n  vnetSubnetID: ${id}\n`;
    const targets = service.documentLinks(service.read("a.yaml", text)).map(({ target }) => target);
    assert.deepEqual(
      targets.filter((target) => target.includes("portal")),
      [],
    );
  });

  it("lead from kinds to their documentation and from subnets to the portal", () => {
    const links = service.documentLinks(file);
    assert.deepEqual(
      links.map(({ range, target }) => [text.slice(range.start, range.end).slice(0, 17), target]),
      [
        ["NodePool", "https://karpenter.sh/docs/concepts/nodepools/"],
        [
          "AKSNodeClass",
          "https://learn.microsoft.com/azure/aks/node-auto-provisioning-aksnodeclass",
        ],
        [
          "/subscriptions/1/",
          "https://portal.azure.com/#resource/subscriptions/1/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/s/overview",
        ],
      ],
    );
  });
});

describe("inlay hints", () => {
  const shown = (kinds: ReadonlySet<InlayHintKind>, range = { start: 0, end: text.length }) =>
    service
      .inlayHints(file, range, kinds)
      .map(
        ({ offset, text: hint }) =>
          `${text.slice(text.lastIndexOf(" ", offset - 1) + 1, offset)} ${hint}`,
      );

  it("put schedules and durations in words and MiB in GiB", () => {
    assert.deepEqual(shown(all), [
      "1-5 at 09:00 UTC on Monday to Friday",
      "120h 5 days",
      "720h 30 days",
      '["16384" 16 GiB',
      '"32768" 32 GiB',
      "*big 32 GiB",
    ]);
  });

  it("can be switched off one by one", () => {
    assert.deepEqual(shown(new Set(["duration"])), ["120h 5 days", "720h 30 days"]);
    assert.deepEqual(shown(new Set()), []);
  });

  it("are given for the asked part of the file alone", () => {
    const start = text.indexOf("template");
    assert.deepEqual(shown(new Set(["duration"]), { start, end: text.length }), ["720h 30 days"]);
  });
});

describe("a large file", () => {
  it("is looked at no further than the document at hand", () => {
    const many = service.read("many.yaml", `${manifests["a claim"] ?? ""}---\n`.repeat(1000));
    const touched: number[] = [];
    const documents = many.documents.map((document, index) => ({
      start: document.start,
      index,
      text: document.text,
      get yaml() {
        touched.push(index);
        return document.yaml;
      },
      get manifests() {
        touched.push(index);
        return document.manifests;
      },
    }));
    const watched = { ...many, documents };
    const middle = documents[500];
    assert.ok(middle);
    const offset = middle.start + middle.text.indexOf("expireAfter") + 2;
    assert.ok(service.hover(watched, offset));
    assert.deepEqual(
      service.complete(watched, offset).map(({ label }) => label),
      ["expireAfter", "startupTaints", "taints", "terminationGracePeriod"],
    );
    assert.deepEqual(service.definition(watched, offset, createWorkspace([])), []);
    assert.deepEqual([...new Set(touched)], [500]);
  });
});
