import type { StructuralSchema } from "./types.ts";

const text: StructuralSchema = { type: "string" };
const time: StructuralSchema = { type: "string", format: "date-time" };
const count: StructuralSchema = { type: "integer", format: "int64" };
const texts: StructuralSchema = { type: "object", additionalProperties: text };
const open: StructuralSchema = {
  type: "object",
  "x-kubernetes-preserve-unknown-fields": true,
};

/**
 * The fields of `metadata`, which a CRD leaves to the API server. Entries of ownerReferences and managedFields stay
 * open, as nobody writes them by hand. Source: k8s.io/apimachinery, pkg/apis/meta/v1, ObjectMeta.
 */
export const objectMeta: StructuralSchema = {
  type: "object",
  properties: {
    name: text,
    generateName: text,
    namespace: text,
    labels: texts,
    annotations: texts,
    finalizers: { type: "array", items: text },
    ownerReferences: { type: "array", items: open },
    uid: text,
    resourceVersion: text,
    generation: count,
    creationTimestamp: { ...time, nullable: true },
    deletionTimestamp: { ...time, nullable: true },
    deletionGracePeriodSeconds: count,
    managedFields: { type: "array", items: open },
    selfLink: text,
  },
};
