import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { nodeClass } from "./examples.ts";

const maxLabelValue = 63;
const long = `${"standard-general-purpose-".repeat(3)}pool`;

export const nameTooLong: Rule = {
  id: "name-too-long",
  kinds: ["NodePool", "AKSNodeClass"],
  severity: "error",
  summary: "The name of a pool or class must fit into a label: 63 characters.",
  why: "The API server accepts names of up to 253 characters. Karpenter writes the names of pool and class into labels of NodeClaims and nodes, whose values end at 63 characters, so nothing can be launched.",
  example: {
    bad: nodeClass("imageFamily: AzureLinux\n").replace("name: default", `name: ${long}`),
    good: nodeClass("imageFamily: AzureLinux\n").replace(
      "name: default",
      `name: ${long.slice(0, maxLabelValue)}`,
    ),
  },
  *check(manifest) {
    const { name } = manifest;
    if (name === undefined || name.length <= maxLabelValue) return;
    const short = name.slice(0, maxLabelValue).replace(/[-.]+$/, "");
    yield {
      at: ["metadata", "name"],
      message: `The name has ${name.length} characters; it becomes the value of a label on every node, which may have ${maxLabelValue}.`,
      fixes: [
        { title: `Shorten to ${short}`, edits: setValue(manifest, ["metadata", "name"], short) },
      ],
    };
  },
};
