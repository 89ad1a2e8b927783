import type { ClusterChoices, Network } from "../../nap/create/choices.ts";
import { networkNames } from "../../nap/create/describeChoices.ts";
import { askPick, type Choice } from "../steps/askPick.ts";
import { back, type Step } from "../steps/runSteps.ts";
import { accessTo, type CreateWorld } from "./createWorld.ts";
import { identityStep } from "./identityStep.ts";

type CreateStep = Step<ClusterChoices>;

const isBase = ({ kind }: ClusterChoices) => kind === "base";

/** What the cluster is to be: kind, tier, version, network, identity. */
export function clusterSteps(world: CreateWorld): readonly CreateStep[] {
  return [
    pickStep("kind", { placeholder: "What kind of cluster?", choices: kinds }),
    { ...pickStep("tier", { placeholder: "Which tier?", choices: tiers }), isNeeded: isBase },
    versionStep(world),
    {
      ...pickStep("network", { placeholder: "Which network?", choices: networks }),
      isNeeded: isBase,
    },
    subnetStep(world),
    identityStep(world),
  ];
}

const kinds: readonly Choice<ClusterChoices["kind"]>[] = [
  {
    label: "AKS Automatic",
    description: "Microsoft's default for production",
    detail: "Node auto-provisioning is always on; the service chooses network, tier and upgrades.",
    value: "automatic",
  },
  {
    label: "AKS with node auto-provisioning",
    description: "you choose network, tier and system pool",
    value: "base",
  },
];

const tiers: readonly Choice<ClusterChoices["tier"]>[] = [
  { label: "Standard", description: "with an uptime agreement", value: "Standard" },
  { label: "Free", description: "to try things out, no uptime agreement", value: "Free" },
  { label: "Premium", description: "with long-term support of versions", value: "Premium" },
];

const networkDetails: Readonly<Record<Network, string>> = {
  "overlay-cilium": "recommended with node auto-provisioning",
  overlay: "pods have addresses of their own, without Cilium",
  "node-subnet": "pods take addresses of the subnet",
};

const networks = (Object.keys(networkDetails) as Network[]).map((value): Choice<Network> => ({
  label: networkNames[value],
  description: networkDetails[value],
  value,
}));

/** A step whose answer is one of a fixed list. */
export function pickStep<Name extends "kind" | "tier" | "network" | "defaultNodePools">(
  name: Name,
  question: {
    readonly placeholder: string;
    readonly choices: readonly Choice<ClusterChoices[Name]>[];
  },
): CreateStep {
  return {
    ask: async (choices, place) => {
      const isPreset = (value: ClusterChoices[Name]) => value === choices[name];
      const answer = await askPick({ ...question, isPreset }, place);
      return answer === back ? back : { ...choices, [name]: answer };
    },
  };
}

function versionStep(world: CreateWorld): CreateStep {
  return {
    ask: async (choices, place) => {
      const access = accessTo(world, choices.subscriptionId);
      const versions = world.library.listKubernetesVersions(access, choices);
      const answer = await askPick(
        {
          placeholder: "Which Kubernetes version?",
          choices: versions.then((found) => [
            { label: "Default of the service", value: "" },
            ...found
              .filter(({ isPreview }) => !isPreview)
              .map(({ version, patches, isDefault }) => ({
                label: version,
                description: [isDefault ? "default" : "", patches.join(", ")]
                  .filter(Boolean)
                  .join(" · "),
                value: version,
              })),
          ]),
          isPreset: (version) => version === choices.kubernetesVersion,
        },
        place,
      );
      return answer === back ? back : { ...choices, kubernetesVersion: answer };
    },
  };
}

function subnetStep(world: CreateWorld): CreateStep {
  return {
    ask: async (choices, place) => {
      const { subscriptionId, location } = choices;
      const access = accessTo(world, subscriptionId);
      const subnets = world.library.listSubnets(access, subscriptionId);
      const answer = await askPick(
        {
          placeholder: "Into which subnet do the nodes go?",
          choices: subnets.then((found) => [
            { label: "A network that AKS makes", value: "" },
            ...found
              .filter((subnet) => subnet.location.toLowerCase() === location.toLowerCase())
              .map(({ id, name, network, addressPrefix }) => ({
                label: `${network} / ${name}`,
                description: addressPrefix,
                detail: id,
                value: id,
              })),
          ]),
          isPreset: (id) => id === choices.subnetId,
        },
        place,
      );
      return answer === back ? back : { ...choices, subnetId: answer };
    },
  };
}
