import { textAt, type Json } from "../json.ts";
import { defaultChoices, type ClusterChoices } from "./choices.ts";
import { poolCountProblem } from "./validation.ts";

/** What is offered again for the next cluster: nothing that belongs to one cluster alone. */
export function choicesToRemember(choices: ClusterChoices): Json {
  const { subscriptionId, location, kind, tier, network, defaultNodePools, systemPool } = choices;
  const { vmSize, count } = systemPool;
  return { subscriptionId, location, kind, tier, network, defaultNodePools, vmSize, count };
}

/** The choices to begin with: what was remembered, as far as it is still a choice, over the defaults. */
export function rememberedChoices(remembered: Json | undefined): ClusterChoices {
  const word = (name: string) => textAt(remembered, name);
  const { systemPool } = defaultChoices;
  return {
    ...defaultChoices,
    resourceGroup: "",
    name: "",
    subscriptionId: word("subscriptionId"),
    location: word("location"),
    kind: oneOf(["base", "automatic"], word("kind")) ?? defaultChoices.kind,
    tier: oneOf(["Free", "Standard", "Premium"], word("tier")) ?? defaultChoices.tier,
    network:
      oneOf(["overlay-cilium", "overlay", "node-subnet"], word("network")) ??
      defaultChoices.network,
    defaultNodePools:
      oneOf(["Auto", "None"], word("defaultNodePools")) ?? defaultChoices.defaultNodePools,
    systemPool: {
      ...systemPool,
      vmSize: word("vmSize") || systemPool.vmSize,
      count: countOf(remembered) ?? systemPool.count,
    },
  };
}

function oneOf<const Word extends string>(words: readonly Word[], word: string): Word | undefined {
  return words.find((one) => one === word);
}

function countOf(remembered: Json | undefined): number | undefined {
  const count =
    typeof remembered === "object" && remembered !== null && "count" in remembered
      ? remembered.count
      : undefined;
  return typeof count === "number" && poolCountProblem(count) === undefined ? count : undefined;
}
