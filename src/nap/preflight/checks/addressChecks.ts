import { Unresolved } from "../../model.ts";
import type { ModelValue } from "../../model.ts";
import { blocks, fine, unknown, warns } from "../check.ts";
import type { Check, Subject, Verdict } from "../check.ts";
import { at, sameText } from "../member.ts";
import { isModelList } from "../../model.ts";
import { azResource, remedy } from "../remedy.ts";
import { docs, limitations } from "../sources.ts";
import { cidrOf, overlap } from "./cidr.ts";
import type { Cidr } from "./cidr.ts";
import { isSilentAbout, isWanted, open } from "./readings.ts";

interface Texts {
  readonly texts: readonly string[];
  /** What stands in place of the list or of entries. */
  readonly open?: Unresolved;
}

/** The texts of a list, or of a single value in place of one. */
function textsAt({ cluster }: Subject, path: string): Texts {
  const found = at(cluster.model, `properties.${path}`);
  const entries: readonly ModelValue[] = isModelList(found) ? found : [found ?? null];
  const open = entries.find((entry) => entry instanceof Unresolved);
  return { texts: entries.filter((entry) => typeof entry === "string"), ...(open && { open }) };
}

/** IPv6 ranges among those of pods and services. */
function ranges6(subject: Subject): readonly string[] {
  return ["podCidr", "podCidrs", "serviceCidr", "serviceCidrs"]
    .flatMap((name) => textsAt(subject, `networkProfile.${name}`).texts)
    .filter((text) => text.includes(":"));
}

function withoutFamilies(subject: Subject): Verdict {
  if (isWanted(subject)) return fine("no ipFamilies: a new cluster gets IPv4");
  if (isSilentAbout(subject, "networkProfile"))
    return unknown("the document shows no networkProfile");
  return warns("no ipFamilies, as in old clusters: IPv4", {
    why: "Azure refused mode Auto for such a cluster where the request left ipFamilies empty: send IPv4 along.",
    ...remedy(subject, {
      text: "Send ipFamilies with the request",
      inFile: 'Set "ipFamilies": ["IPv4"]',
      commands: [azResource(subject, `properties.networkProfile.ipFamilies='["IPv4"]'`)],
      action: { do: "setIpFamilies", ipFamilies: ["IPv4"] },
    }),
  });
}

const ipv6: Check = {
  id: "ipv6",
  title: "IPv6 or dual stack",
  why: "Azure refuses mode Auto unless networkProfile.ipFamilies is IPv4 alone.",
  source: limitations,
  since: "2024-02-19",
  check: (subject) => {
    const { texts: families, open: expression } = textsAt(subject, "networkProfile.ipFamilies");
    const seen = `ipFamilies ${families.join(", ")}`;
    const repair = remedy(subject, {
      text: "Make a new cluster with IPv4 alone",
      inFile: 'Set "ipFamilies": ["IPv4"] and leave IPv6 ranges out',
    });
    if (families.some((family) => sameText(family, "IPv6"))) return blocks(seen, repair);
    const ranges = ranges6(subject);
    if (ranges.length > 0)
      return { result: "likely-blocks", seen: `IPv6 range ${ranges.join(", ")}`, ...repair };
    if (expression) return open("ipFamilies", expression);
    if (families.length === 0) return withoutFamilies(subject);
    return families.every((family) => sameText(family, "IPv4")) ? fine(seen) : unknown(seen);
  },
};

interface Ranges {
  readonly ranges: readonly { readonly text: string; readonly cidr: Cidr | undefined }[];
  /** `podCidr 10.244.0.0/16`, once for each different text. */
  readonly told: readonly string[];
  readonly open?: { readonly path: string; readonly expression: Unresolved };
}

/** The ranges of IPv4 of pods or services: of the single member and of the list, which name the first one both. */
function rangesOf(subject: Subject, name: "podCidr" | "serviceCidr"): Ranges {
  const members = [name, `${name}s`].map((path) => ({
    path,
    ...textsAt(subject, `networkProfile.${path}`),
  }));
  const hole = members.find(({ open: expression }) => expression !== undefined);
  const texts = members
    .flatMap((one) => one.texts)
    .map((text) => text.trim())
    .filter(
      (text, index, all) => text !== "" && !text.includes(":") && all.indexOf(text) === index,
    );
  return {
    ranges: texts.map((text) => ({ text, cidr: cidrOf(text) })),
    told: texts.map((text) => `${name} ${text}`),
    ...(hole?.open && { open: { path: hole.path, expression: hole.open } }),
  };
}

/** The first two ranges that share an address, in words. */
function firstClash(pods: Ranges["ranges"], services: Ranges["ranges"]): string | undefined {
  for (const a of pods)
    for (const b of services)
      if (a.cidr !== undefined && b.cidr !== undefined && overlap(a.cidr, b.cidr))
        return pods.length === 1 && services.length === 1
          ? "they overlap"
          : `${a.text} and ${b.text} overlap`;
  return undefined;
}

const cidrOverlap: Check = {
  id: "cidr-overlap",
  title: "Ranges of pods, services and subnets",
  why: "Nodes are made without the checks that agent pools get: ranges of pods and services must not overlap with those of the network and its peers, which the cluster's own data do not show.",
  source: docs(
    "node-auto-provisioning-networking#cidr-considerations-for-custom-subnet-configurations",
  ),
  since: "2025-04-24",
  check: (subject) => {
    const [pods, services] = [rangesOf(subject, "podCidr"), rangesOf(subject, "serviceCidr")];
    const seen = [...pods.told, ...services.told].join(", ");
    const clash = firstClash(pods.ranges, services.ranges);
    if (clash !== undefined) return warns(`${seen}: ${clash}`);
    const hole = pods.open ?? services.open;
    if (hole !== undefined) return open(hole.path, hole.expression);
    if (pods.told.length === 0 || services.told.length === 0) return fine("no ranges to compare");
    const isReadable = [...pods.ranges, ...services.ranges].every(({ cidr }) => cidr !== undefined);
    return isReadable ? fine(seen) : unknown(seen);
  },
};

/** Conditions of address families and ranges. */
export const addressChecks: readonly Check[] = [ipv6, cidrOverlap];
