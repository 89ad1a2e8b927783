import { setValue } from "../edit/edit.ts";
import type { Rule } from "../rule.ts";
import { localDns } from "./localDnsExample.ts";

export const localDnsServeStale: Rule = {
  id: "local-dns-serve-stale",
  kinds: ["AKSNodeClass"],
  layer: "cel",
  severity: "error",
  summary: "LocalDNS cannot verify stale answers over TCP.",
  why: "`serveStale: Verify` asks upstream before an old answer is given, which works with `PreferUDP` only. With `ForceTCP` choose `Immediate` or `Disable`.",
  example: {
    bad: localDns({ kube: [". ClusterCoreDNS", "cluster.local ClusterCoreDNS Verify ForceTCP"] }),
    good: localDns({
      kube: [". ClusterCoreDNS", "cluster.local ClusterCoreDNS Immediate ForceTCP"],
    }),
  },
  explain(finding, manifest) {
    if (finding.server?.message.includes("serveStale Verify cannot be used") !== true)
      return undefined;
    const item = finding.path.slice(0, 4);
    return {
      at: [...item, "serveStale"],
      message: "Verify does not go with the protocol ForceTCP: write Immediate, or PreferUDP.",
      fixes: [
        {
          title: "Write Immediate",
          edits: setValue(manifest, [...item, "serveStale"], "Immediate"),
        },
        {
          title: "Use the protocol PreferUDP",
          edits: setValue(manifest, [...item, "protocol"], "PreferUDP"),
        },
      ],
    };
  },
};
