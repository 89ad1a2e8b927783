import { kinds } from "../manifest.ts";
import type { Rule } from "../rule.ts";

function nodePool(spec: string, { name = "general", kind = "NodePool", labels = "" } = {}): string {
  return `apiVersion: karpenter.sh/v1
kind: ${kind}
metadata:
  name: ${name}
${labels}spec:
${spec}`;
}

function template(more = "", group = "karpenter.azure.com"): string {
  return `  template:
    spec:
      nodeClassRef:
        group: ${group}
        kind: AKSNodeClass
        name: default
      requirements: []
${more}`;
}

function disruption(lines: string): string {
  return `  disruption:\n${lines}${template()}`;
}

function nodeClass(line: string): string {
  return `apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata:
  name: large
spec:
  ${line}
`;
}

const taint = `      taints:
        - key: example.com/dedicated
          value: batch
`;

type Text = Pick<Rule, "id" | "summary" | "why" | "example"> & Pick<Rule, "layer">;

function rule(text: Text): Rule {
  return { kinds, severity: "error", ...text };
}

/**
 * What the API server objects to in general: findings of its layers that no rule file explains better carry these ids.
 * They have no check of their own, only their documentation.
 */
export const layerRules: readonly Rule[] = [
  rule({
    id: "unknown-field",
    layer: "unknown-field",
    summary: "The server knows no field of this name here.",
    why: "The API server validates strictly by default: `kubectl apply` fails and nothing is stored. Where validation is only warned of or switched off (server-side apply by a controller, an older client), the field is dropped without a trace, and the setting it was meant to make never takes effect. Names are case-sensitive.",
    example: {
      bad: nodePool(`  expireAfter: 336h\n${template()}`),
      good: nodePool(template("      expireAfter: 336h\n")),
    },
  }),
  rule({
    id: "wrong-type",
    layer: "schema",
    summary: "The value has another type than the field.",
    why: "YAML decides the type of a value by how it looks: `30` is a number, `on` a boolean, `1.5` a fraction, and only quotes make them text. The API server converts nothing; it refuses the object and does not even come to its other rules.",
    example: {
      bad: nodeClass('osDiskSizeGB: "256"'),
      good: nodeClass("osDiskSizeGB: 256"),
    },
  }),
  rule({
    id: "required",
    layer: "schema",
    summary: "A required field is missing.",
    why: "The API server fills in defaults first and then wants every required field. A default of an outer object is lost as soon as the object is written: `disruption` as a whole has a default, `disruption.consolidateAfter` has none. A field that is written as `null` counts as missing.",
    example: {
      bad: nodePool(template(taint)),
      good: nodePool(template(`${taint}          effect: NoSchedule\n`)),
    },
  }),
  rule({
    id: "unsupported-value",
    layer: "schema",
    summary: "The value is none of those that the field takes.",
    why: "Fields with a fixed set of values take them exactly as they are written in the API, with their capital letters. Names of values also changed between versions: `WhenUnderutilized` of v1beta1 is `WhenEmptyOrUnderutilized` in v1.",
    example: {
      bad: nodePool(
        disruption("    consolidationPolicy: WhenUnderutilized\n    consolidateAfter: 1m\n"),
      ),
      good: nodePool(
        disruption("    consolidationPolicy: WhenEmptyOrUnderutilized\n    consolidateAfter: 1m\n"),
      ),
    },
  }),
  rule({
    id: "out-of-bounds",
    layer: "schema",
    summary:
      "The number is too large or too small, the text too long, or there are too many items.",
    why: "Most bounds are those of the Azure service behind the field, so no other way leads past them either.",
    example: { bad: nodeClass("maxPods: 300"), good: nodeClass("maxPods: 250") },
  }),
  rule({
    id: "pattern",
    layer: "schema",
    summary: "The text does not have the form that the field wants.",
    why: "Durations know hours, minutes and seconds and no days; quantities and sizes know their own units; budgets take a number or a percentage. The API server compares with a regular expression and says only that; the finding says what it means.",
    example: {
      bad: nodePool(template("      expireAfter: 30d\n")),
      good: nodePool(template("      expireAfter: 720h\n")),
    },
  }),
  rule({
    id: "duplicate-item",
    layer: "schema",
    summary: "An item stands twice in a list whose items must differ.",
    why: "Some lists are sets, others are maps whose items are told apart by a key such as `zone`. The API server refuses a repetition instead of dropping it.",
    example: {
      bad: nodePool(
        disruption(
          "    consolidateAfter: 1m\n    budgets:\n      - nodes: 20%\n        reasons:\n          - Drifted\n          - Drifted\n",
        ),
      ),
      good: nodePool(
        disruption(
          "    consolidateAfter: 1m\n    budgets:\n      - nodes: 20%\n        reasons:\n          - Drifted\n",
        ),
      ),
    },
  }),
  rule({
    id: "metadata-name",
    layer: "schema",
    summary: "The object has no name, or one that Kubernetes does not allow.",
    why: "Names of these objects are DNS subdomains: lower-case letters, digits, `-` and `.`, at most 253 of them. The name of a NodePool becomes a label of its nodes and should be shorter still.",
    example: {
      bad: nodePool(template(), { name: "General_Purpose" }),
      good: nodePool(template(), { name: "general-purpose" }),
    },
  }),
  rule({
    id: "label-syntax",
    layer: "schema",
    summary:
      "A label or annotation of the object has a key or value that Kubernetes does not allow.",
    why: "Values of labels have at most 63 letters, digits, `-`, `_` and `.`; longer or freer text belongs into an annotation. Keys are `name` or `prefix/name` in both.",
    example: {
      bad: nodePool(template(), { labels: "  labels:\n    tier: gold plus\n" }),
      good: nodePool(template(), { labels: "  labels:\n    tier: gold-plus\n" }),
    },
  }),
  rule({
    id: "cel-rule",
    layer: "cel",
    summary: "The object breaks a rule that the API states as an expression.",
    why: "Such rules connect several fields, or say more about one than its type does. The API server evaluates them last: it does not come to them while a field is missing or of a wrong type, so they tend to show up one `kubectl apply` later.",
    example: {
      bad: nodePool(template("", '""')),
      good: nodePool(template("", '"karpenter.azure.com"')),
    },
  }),
  rule({
    id: "api-version",
    layer: "schema",
    summary: "The server has no such kind in this version of the API.",
    why: "kind is case-sensitive, and versions that are no longer served are gone: `kubectl` finds no resource for the object and says `no matches for kind`.",
    example: {
      bad: nodePool(template(), { kind: "Nodepool" }),
      good: nodePool(template()),
    },
  }),
];
