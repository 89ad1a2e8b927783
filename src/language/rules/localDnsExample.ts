import { indented, nodeClass } from "./examples.ts";

export interface LocalDnsExample {
  readonly mode?: string;
  /** Entries of each list: zone and what differs from the plain forward to where the list leads. */
  readonly vnet?: readonly string[];
  readonly kube?: readonly string[];
}

/** A class with LocalDNS; an entry is written `zone destination serveStale protocol`. */
export function localDns({ mode = "Required", vnet, kube }: LocalDnsExample): string {
  const vnetEntries = vnet ?? [". VnetDNS", "cluster.local ClusterCoreDNS"];
  const kubeEntries = kube ?? [". ClusterCoreDNS", "cluster.local ClusterCoreDNS"];
  const lists = `vnetDNSOverrides:\n${vnetEntries.map(entry).join("")}kubeDNSOverrides:\n${kubeEntries.map(entry).join("")}`;
  return nodeClass(`localDNS:\n  mode: ${mode}\n${indented(lists, 2)}`);
}

function entry(text: string): string {
  const [zone = "", destination = "", serveStale = "Immediate", protocol = "PreferUDP"] =
    text.split(" ");
  return indented(
    `- zone: ${zone}
  cacheDuration: 1h
  forwardDestination: ${destination}
  forwardPolicy: Sequential
  maxConcurrent: 1000
  protocol: ${protocol}
  queryLogging: Error
  serveStale: ${serveStale}
  serveStaleDuration: 1h
`,
    2,
  );
}
