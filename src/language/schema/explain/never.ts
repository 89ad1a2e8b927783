import { stringOf, valueOf } from "../../yaml/node.ts";
import type { YamlNode } from "../../yaml/node.ts";

/** Words for no consolidation at all, where a policy is asked for: `consolidateAfter: Never` is how the API says it. */
export function isNever(text: string): boolean {
  return /^(never|none|off|disabled?|no)$/i.test(text);
}

/** The policy of a `disruption` says that there is no consolidation. */
export function hasPolicyNever(disruption: YamlNode | undefined): boolean {
  return isNever(stringOf(valueOf(disruption, "consolidationPolicy")) ?? "");
}
