import { kinds } from "../ourKinds.ts";
import type { Rule } from "../rule.ts";
import { disruption, nodeClass, nodePool, requiring, taint, template } from "./layerExamples.ts";

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
  rule({
    id: "yaml-syntax",
    layer: "yaml",
    summary: "The text is no YAML.",
    why: "The API server reads YAML 1.1 with a reader of its own (go.yaml.in/yaml/v2): indentation takes blanks and no tabs, a quote must be closed, and `key:value` without a blank is one text. Of a document that it cannot read nothing else is judged, and `kubectl apply` stops there. The finding stands where the reader gave up, or where the slip is if that can be told; what may be meant is tried, and what parses and fits the schema best is offered.",
    example: {
      bad: nodeClass('imageFamily: "AzureLinux'),
      good: nodeClass('imageFamily: "AzureLinux"'),
    },
  }),
  rule({
    id: "yaml-duplicate-key",
    layer: "yaml",
    summary: "A key stands twice in one map.",
    why: "Strict validation, the default of `kubectl apply`, refuses the object. Where validation is not strict the last one counts without a word and the earlier one is lost, which is seldom what was meant: two blocks of one name are not joined. So the earlier line of a single value is removed; where a block would go with it, or an item of a list has lost its dash, the choice is yours.",
    example: {
      bad: nodeClass("maxPods: 50\n  maxPods: 110"),
      good: nodeClass("maxPods: 110"),
    },
  }),
  rule({
    id: "yaml-value",
    layer: "yaml",
    summary: "YAML knows this value, and the JSON that the server makes of it does not.",
    why: "The API server turns YAML into JSON before anything else. What JSON has no word for ends there: infinity and not-a-number, a tag that the text does not fit (`!!int many`), a merge key `<<` that brings no map, keys that are lists, and aliases that expand to more than the server takes.",
    example: {
      bad: nodeClass("tags:\n    limit: .inf"),
      good: nodeClass('tags:\n    limit: ".inf"'),
    },
  }),
  rule({
    id: "controller-validation",
    layer: "runtime",
    summary: "The API server accepts it, and Karpenter's controllers do not.",
    why: "Some things are checked only when a controller reads the stored object: `kubectl apply` succeeds, then a condition of the object's status turns False (`ValidationSucceeded` of a NodePool or NodeOverlay, one of its own for an AKSNodeClass) and nothing is launched for it. Pods wait, and no event of theirs says why. The finding quotes the condition and its message; `kubectl describe` shows them on the cluster.",
    example: {
      bad: requiring('"team a"'),
      good: requiring('"team-a"'),
    },
  }),
];
