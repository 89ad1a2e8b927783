import { tableOf } from "../markdownTable.ts";
import { placeId } from "./contentMessages.ts";
import type { Presented } from "../presentNode.ts";
import type { ContextNode, SectionNode } from "../treeNode.ts";

/** A context of a kubeconfig, with how it signs in. */
export function presentContext(node: ContextNode): Presented {
  const { name, server, signIn, program = "" } = node.context;
  const way = {
    stored: "",
    entra: "Entra ID",
    plugin: `signs in by ${program.split(/[\\/]/).at(-1) ?? ""}`,
  }[signIn];
  return {
    id: `context:${placeId(node)}`,
    label: name,
    description: ["kubeconfig", way].filter(Boolean).join(" · "),
    tooltip: tableOf(name, [
      ["API server", server],
      ["Signs in", contextSignIns[signIn]],
      ["Program", program],
    ]),
    icon: { id: "plug" },
    context: "context",
    isExpandable: true,
  };
}

const contextSignIns = {
  stored: "with what the kubeconfig holds",
  entra: "with your sign-in to Azure, in place of kubelogin",
  plugin: "with a program of the kubeconfig, which runs when you open this",
} as const;

const sections = {
  nodePools: { label: "NodePools", icon: "layers" },
  strayNodes: { label: "Nodes without a NodePool", icon: "unlink" },
  nodeClasses: { label: "AKSNodeClasses", icon: "symbol-class" },
  agentPools: { label: "Fixed-size pools", icon: "server" },
} as const;

/** A section below a cluster, with how many things are in it. */
export function presentSection({ place, section, count }: SectionNode): Presented {
  const { label, icon } = sections[section];
  return {
    id: `section:${placeId(place)}:${section}`,
    label,
    description: `${count}`,
    icon: { id: icon },
    context: `section ${section}`,
    isExpandable: true,
  };
}
