import type { ClusterChoices, Network } from "../../nap/create/choices.ts";
import { networkNames } from "../../nap/create/describeChoices.ts";
import { subnetIdProblem } from "../../nap/create/validation.ts";
import { askPick, type Choice } from "../steps/askPick.ts";
import { askText } from "../steps/askText.ts";
import { back, type Step, type StepPlace } from "../steps/runSteps.ts";
import { listed, type CreateWorld } from "./createWorld.ts";
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

const defaultVersion: Choice<string> = { label: "Default of the service", value: "" };

function versionStep(world: CreateWorld): CreateStep {
  return {
    ask: async (choices, place) => {
      const versions = () =>
        listed(world, choices.subscriptionId, (access) =>
          world.library.listKubernetesVersions(access, choices),
        );
      const answer = await askPick(
        {
          placeholder: "Which Kubernetes version?",
          choices: async () => [
            defaultVersion,
            ...(await versions())
              .filter(({ isPreview }) => !isPreview)
              .map(({ version, patches, isDefault }) => ({
                label: version,
                description: [isDefault ? "default" : "", patches.join(", ")]
                  .filter(Boolean)
                  .join(" · "),
                value: version,
              })),
          ],
          otherwise: [defaultVersion],
          isPreset: (version) => version === choices.kubernetesVersion,
        },
        place,
      );
      return answer === back ? back : { ...choices, kubernetesVersion: answer };
    },
  };
}

const byId = "id";
const madeByAks: Choice<string> = { label: "A network that AKS makes", value: "" };
const subnetById: Choice<string> = {
  label: "$(edit) By its resource id...",
  description: "of another subscription, or one that you may not list",
  value: byId,
};

function subnetStep(world: CreateWorld): CreateStep {
  return {
    ask: async (choices, place) => {
      const { subscriptionId, location, subnetId } = choices;
      const subnets = () =>
        listed(world, subscriptionId, (access) =>
          world.library.listSubnets(access, subscriptionId),
        );
      const answer = await askPick(
        {
          placeholder: "Into which subnet do the nodes go?",
          choices: async () => [
            madeByAks,
            ...(await subnets())
              .filter((subnet) => subnet.location.toLowerCase() === location.toLowerCase())
              .map(({ id, name, network, addressPrefix }) => ({
                label: `${network} / ${name}`,
                description: addressPrefix,
                detail: id,
                value: id,
              })),
            subnetById,
          ],
          otherwise: [madeByAks, subnetById],
          isPreset: (id) => id === subnetId,
        },
        place,
      );
      const chosen = answer === byId ? await askSubnetId(subnetId, place) : answer;
      return chosen === back ? back : { ...choices, subnetId: chosen };
    },
  };
}

function askSubnetId(value: string, place: StepPlace): Promise<string | typeof back> {
  const problem = (text: string) =>
    text === "" ? "The resource id of a subnet." : subnetIdProblem(text);
  const placeholder =
    "/subscriptions/.../providers/Microsoft.Network/virtualNetworks/.../subnets/...";
  return askText({ prompt: "Resource id of a subnet", placeholder, value, problem }, place);
}
