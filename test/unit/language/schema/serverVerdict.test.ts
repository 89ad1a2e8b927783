import assert from "node:assert/strict";
import { nodeClass, nodePool, template, verdictOf } from "./manifests.ts";

const skipped =
  "<nil>: Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation";
const subdomain =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const requirements = "spec.template.spec.requirements";
const quantity =
  "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$";

function wrongType(field: string, type: string, found: string): string {
  return `${field}: Invalid value: "${found}": ${field} in body must be of type ${type}: "${found}"`;
}

/** Answers of kube-apiserver 1.35.4 with the CRDs of the provider v1.14.0, word by word. */
const rejected: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "a value above its bound",
    nodePool("weight: 101"),
    ["spec.weight: Invalid value: 101: spec.weight in body should be less than or equal to 100"],
  ],
  [
    "a number that is not whole",
    nodeClass("osDiskSizeGB: 1.5"),
    [
      wrongType("spec.osDiskSizeGB", "integer", "number"),
      "spec.osDiskSizeGB: Invalid value: 1.5: spec.osDiskSizeGB in body should be greater than or equal to 30",
      skipped,
    ],
  ],
  [
    "an integer beyond int32",
    nodeClass("maxPods: 5000000000"),
    [
      "spec.maxPods: Invalid value: 5000000000: spec.maxPods in body should be less than or equal to 250",
    ],
  ],
  [
    "a list where one of some texts is wanted",
    nodeClass("imageFamily: [a]"),
    [
      wrongType("spec.imageFamily", "string", "array"),
      'spec.imageFamily: Unsupported value: ["a"]: supported values: "Ubuntu", "Ubuntu2204", "Ubuntu2404", "AzureLinux"',
      skipped,
    ],
  ],
  [
    "a null in a list",
    nodePool(template("null")),
    [wrongType(`${requirements}[0]`, "object", "null"), skipped],
  ],
  [
    "text where a list with a pattern is wanted",
    nodePool(template("{ key: a, operator: In, values: a b }")),
    [
      wrongType(`${requirements}[0].values`, "array", "string"),
      `${requirements}[0].values: Invalid value: "a b": ${requirements}[0].values in body should match '^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$'`,
      skipped,
    ],
  ],
  [
    "a fraction as a quantity",
    nodePool("limits: { cpu: 1.5 }"),
    [
      wrongType("spec.limits.cpu", "integer,string", "number"),
      '<nil>: Invalid value: "": "spec.limits.cpu" must validate at least one schema (anyOf)',
      wrongType("spec.limits.cpu", "integer", "number"),
      skipped,
    ],
  ],
  [
    "a quantity with an unknown unit",
    nodePool("limits: { memory: 1GB }"),
    [
      `spec.limits.memory: Invalid value: "1GB": spec.limits.memory in body should match '${quantity}'`,
    ],
  ],
  [
    "a NodePool without spec",
    "apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata: { name: a }\n",
    ["spec: Required value", skipped],
  ],
  [
    "text as spec",
    "apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata: { name: a }\nspec: x\n",
    [
      wrongType("spec", "object", "string"),
      ".spec.replicas: Invalid value: 0: .spec.replicas accessor error: x is of the type string, expected map[string]interface{}",
      skipped,
    ],
  ],
  [
    "a list with null as spec",
    "apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata: { name: a }\nspec: [null]\n",
    [
      wrongType("spec", "object", "array"),
      ".spec.replicas: Invalid value: 0: .spec.replicas accessor error: [<nil>] is of the type []interface {}, expected map[string]interface{}",
      skipped,
    ],
  ],
  [
    "replicas beyond int64",
    nodePool("replicas: 9223372036854775808"),
    [
      wrongType("spec.replicas", "integer", "number"),
      ".spec.replicas: Invalid value: 0: .spec.replicas accessor error: 9.223372036854776e+18 is of the type float64, expected int64",
      skipped,
    ],
  ],
  [
    "replicas below zero",
    nodePool("replicas: -1"),
    [
      "spec.replicas: Invalid value: -1: spec.replicas in body should be greater than or equal to 0",
      ".spec.replicas: Invalid value: -1: should be a non-negative integer",
    ],
  ],
  [
    "disruption without consolidateAfter",
    nodePool("disruption: { budgets: [] }"),
    ["spec.disruption.consolidateAfter: Required value", skipped],
  ],
  [
    "an item twice in a set",
    nodePool(
      "disruption: { consolidateAfter: 0s, budgets: [{ nodes: '1', reasons: [Empty, Empty, Empty] }] }",
    ),
    ['spec.disruption.budgets[0].reasons[1]: Duplicate value: "Empty"'],
  ],
  [
    "a duration with an unknown unit",
    nodePool("disruption: { consolidateAfter: 30d }"),
    [
      "spec.disruption.consolidateAfter: Invalid value: \"30d\": spec.disruption.consolidateAfter in body should match '^(([0-9]+(s|m|h))+|Never)$'",
    ],
  ],
  [
    "a time that is none",
    nodePool(
      template().replace(
        "requirements:",
        "taints: [{ key: a, effect: NoSchedule, timeAdded: 5 }], requirements:",
      ),
    ),
    [wrongType("spec.template.spec.taints[0].timeAdded", "date-time", "int64"), skipped],
  ],
  [
    "a key that is too long",
    nodePool(template(`{ key: ${"a".repeat(317)}, operator: Exists }`)),
    [`${requirements}[0].key: Too long: may not be more than 316 bytes`, skipped],
  ],
  [
    "too many requirements",
    nodePool(template("{ key: a, operator: Exists },".repeat(101))),
    [`${requirements}: Too many: 101: must have at most 100 items`, skipped],
  ],
  [
    "rules of CEL that cannot be evaluated",
    nodePool(template("{ key: a, operator: In }, { key: b, operator: Gt, values: [abc] }")),
    [
      `${requirements}: Invalid value: "array": no such key: values evaluating rule: requirements with operator 'In' must have a value defined`,
      `${requirements}: Invalid value: "array": type conversion error from 'string' to 'int' evaluating rule: requirements operator 'Gt', 'Lt', 'Gte', or 'Lte' must have a single positive integer value`,
    ],
  ],
  [
    "a rule of CEL on a map",
    nodePool(template("", "metadata: { labels: { karpenter.sh/x: a } },")),
    ['spec.template.metadata.labels: Invalid value: label domain "karpenter.sh" is restricted'],
  ],
  [
    "a rule of CEL on an item",
    nodePool(template("{ key: karpenter.sh/x, operator: Exists }")),
    [
      `${requirements}[0].key: Invalid value: "karpenter.sh/x": label domain "karpenter.sh" is restricted`,
    ],
  ],
  [
    "a name in upper case",
    nodePool("", "name: Foo_bar"),
    [`metadata.name: Invalid value: "Foo_bar": ${subdomain}`],
  ],
  [
    "no name",
    nodePool("", "labels: {}"),
    ["metadata.name: Required value: name or generateName is required", skipped],
  ],
  [
    "a repeated key of a list that is a map",
    nodeClass("localDNS: { mode: Bad, kubeDNSOverrides: [5], vnetDNSOverrides: [] }"),
    [
      'spec.localDNS.mode: Unsupported value: "Bad": supported values: "Preferred", "Required", "Disabled"',
      wrongType("spec.localDNS.kubeDNSOverrides[0]", "object", "integer"),
      "spec.localDNS.kubeDNSOverrides[0]: Invalid value: 5: must be an object for an array of list-type map",
      skipped,
    ],
  ],
];

/** Refused while the object is decoded: the whole message. */
const refused: readonly (readonly [string, string, string])[] = [
  [
    "unknown fields, sorted",
    nodePool(
      "zz: 1, disruption: { consolidateAfter: 0s, budgets: [{ foo: 1 }] }, template: [{ a: 1 }]",
    ),
    'strict decoding error: unknown field "spec.disruption.budgets[0].foo", unknown field "spec.template[0].a", unknown field "spec.zz"',
  ],
  [
    "unknown fields of metadata first",
    nodePool("q: 1", "name: a, foo: 1, Labels: {}"),
    'strict decoding error: unknown field "metadata.Labels", unknown field "metadata.foo", unknown field "spec.q"',
  ],
  [
    "an unknown field of the status",
    `${nodePool()}status: { foo: 1, nodes: x }\n`,
    'strict decoding error: unknown field "status.foo"',
  ],
  [
    "a repeated key",
    `${nodePool()}kind: NodePool\n`,
    'strict decoding error: yaml: unmarshal errors:\n  line 5: key "kind" already set in map',
  ],
  [
    "repeated keys, in the order in which their values end",
    nodePool("weight: 1, weight: 2").replace("metadata:", "metadata:\nmetadata:"),
    'strict decoding error: yaml: unmarshal errors:\n  line 4: key "metadata" already set in map\n  line 5: key "weight" already set in map',
  ],
  [
    "a number as a label",
    nodePool("q: 1", "name: a, labels: { a: 1 }"),
    "json: cannot unmarshal number into Go struct field ObjectMeta.labels of type string",
  ],
  [
    "text as metadata",
    nodePool().replace("metadata: { name: a }", "metadata: x"),
    "json: cannot unmarshal string into Go value of type v1.ObjectMeta",
  ],
  [
    "a number as the uid of an owner",
    nodePool("", "name: a, ownerReferences: [{ uid: 5 }]"),
    "json: cannot unmarshal number into Go struct field OwnerReference.ownerReferences.uid of type types.UID",
  ],
  [
    "a time of creation that is none",
    nodePool("", "name: a, creationTimestamp: foo"),
    'parsing time "foo" as "2006-01-02T15:04:05Z07:00": cannot parse "foo" as "2006"',
  ],
];

const accepted: readonly (readonly [string, string])[] = [
  ["the smallest NodePool", nodePool()],
  [
    "nulls where a default or nothing is meant",
    nodePool("limits: { cpu: null }, disruption: null"),
  ],
  ["whole numbers in the form of floats", nodePool("weight: 1e1")],
  ["integers with a sign in Gt", nodePool(template("{ key: b, operator: Gt, values: ['+5'] }"))],
  ["a namespace, which is dropped", nodePool("", "name: a, namespace: b")],
  ["a generated name", nodePool("", "generateName: a-")],
  [
    "metadata that the server has written",
    nodePool(
      "",
      "name: a, uid: x, generation: -5, managedFields: [{ manager: x }], selfLink: b, creationTimestamp: null",
    ),
  ],
  ["a status that breaks its schema", `${nodePool()}status: { nodes: x }\n`],
];

describe("the verdict of the server", () => {
  for (const [title, text, causes] of rejected)
    it(`rejects ${title} in the server's words`, () => {
      const verdict = verdictOf(text);
      const said = verdict.causes.map(({ field, message }) => `${field}: ${message}`);
      assert.deepEqual([verdict.status, said.sort()], [422, [...causes].sort()]);
    });

  for (const [title, text, message] of refused)
    it(`refuses ${title} before it validates`, () => {
      const expected = `NodePool in version "v1" cannot be handled as a NodePool: ${message}`;
      assert.deepEqual([verdictOf(text).status, verdictOf(text).message], [400, expected]);
    });

  for (const [title, text] of accepted)
    it(`accepts ${title}`, () => {
      assert.deepEqual(verdictOf(text), { status: 201, message: "", causes: [] });
    });

  it("writes the message of a Status for one error and for several", () => {
    assert.equal(
      verdictOf(nodePool("weight: 101")).message,
      'NodePool.karpenter.sh "a" is invalid: spec.weight: Invalid value: 101: spec.weight in body should be less than or equal to 100',
    );
    assert.equal(
      verdictOf(nodePool("disruption: {}")).message,
      `NodePool.karpenter.sh "a" is invalid: [spec.disruption.consolidateAfter: Required value, ${skipped}]`,
    );
  });
});
