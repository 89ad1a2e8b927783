import { Unresolved } from "../../model.ts";
import type { Subject } from "../check.ts";
import { sameText, textAt } from "../member.ts";
import type { FoundText } from "../member.ts";

/** The subnets of the cluster's pools, each once; expressions stay what they are. */
export function subnetsOf({ pools }: Subject): readonly Exclude<FoundText, undefined>[] {
  const found = pools.known.flatMap(({ model }) => textAt(model, "vnetSubnetID") ?? []);
  const texts = found.filter((subnet) => typeof subnet === "string");
  const once = texts.filter(
    (subnet, i) => texts.findIndex((other) => sameText(other, subnet)) === i,
  );
  return [...once, ...found.filter((subnet) => subnet instanceof Unresolved)];
}
