const anyApiVersion = /^[ \t]*(?:-[ \t]+)?apiVersion:[ \t]*["']?([^\s"'#]*)/gm;
const ours = /^karpenter\.(?:sh|azure\.com|k8s\.aws)\//;
const list = /^v1$/;

/**
 * Whether a text holds Karpenter manifests and no other Kubernetes objects, as far as its lines tell without parsing:
 * then nobody else has anything to say about its fields. The `v1` of a List does not count.
 */
export function isOnlyOurs(text: string): boolean {
  const versions = [...text.matchAll(anyApiVersion)].map(([, version = ""]) => version);
  const others = versions.filter((version) => !ours.test(version));
  if (others.length === versions.length) return false;
  return others.every((version) => list.test(version)) && (others.length === 0 || isList(text));
}

function isList(text: string): boolean {
  return /^kind:[ \t]*["']?List\b/m.test(text);
}
