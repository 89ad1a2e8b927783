import type { ClusterChoices } from "../../nap/create/choices.ts";
import { clusterNameProblem, resourceGroupProblem } from "../../nap/create/validation.ts";
import { askPick, type Choice } from "../steps/askPick.ts";
import { askText } from "../steps/askText.ts";
import { back, type Step } from "../steps/runSteps.ts";
import { listed, type CreateWorld } from "./createWorld.ts";

type CreateStep = Step<ClusterChoices>;

/** Where the cluster is to be: subscription, resource group, name, region. */
export function placeSteps(world: CreateWorld): readonly CreateStep[] {
  return [
    subscriptionStep(world),
    groupStep(world),
    newGroupStep(),
    nameStep(world),
    regionStep(world),
  ];
}

function subscriptionStep({ directory }: CreateWorld): CreateStep {
  return {
    ask: async (choices, place) => {
      const all = directory.visibleSubscriptions();
      const answer = await askPick(
        {
          placeholder: "Which subscription pays for the cluster?",
          choices: all.map(({ id, name }) => ({ label: name, description: id, value: id })),
          isPreset: (id) => id.toLowerCase() === choices.subscriptionId.toLowerCase(),
        },
        place,
      );
      return answer === back ? back : { ...choices, subscriptionId: answer };
    },
  };
}

interface GroupAnswer {
  readonly name: string;
  readonly location: string;
}

const newGroup: Choice<GroupAnswer | "new"> = {
  label: "$(add) New resource group...",
  description: "created together with the cluster",
  value: "new",
};

function groupStep(world: CreateWorld): CreateStep {
  return {
    ask: async (choices, place) => {
      const { subscriptionId } = choices;
      const groups = () =>
        listed(world, subscriptionId, (access) =>
          world.library.listResourceGroups(access, subscriptionId),
        );
      const answer = await askPick(
        {
          placeholder: "In which resource group?",
          choices: async () => [
            newGroup,
            ...(await groups()).map(({ name, location }) => ({
              label: name,
              description: location,
              value: { name, location },
            })),
          ],
          otherwise: [newGroup],
          isPreset: (group) => group !== "new" && group.name === choices.resourceGroup,
        },
        place,
      );
      if (answer === back) return back;
      if (answer === "new") return { ...choices, isNewResourceGroup: true };
      const { name: resourceGroup, location } = answer;
      return { ...choices, resourceGroup, location, isNewResourceGroup: false };
    },
  };
}

function newGroupStep(): CreateStep {
  return {
    isNeeded: ({ isNewResourceGroup }) => isNewResourceGroup,
    ask: async (choices, place) => {
      const resourceGroup = await askText(
        {
          prompt: "Name of the new resource group",
          value: choices.resourceGroup,
          problem: resourceGroupProblem,
        },
        place,
      );
      return resourceGroup === back ? back : { ...choices, resourceGroup };
    },
  };
}

function nameStep({ directory }: CreateWorld): CreateStep {
  return {
    ask: async (choices, place) => {
      const taken = new Set(
        directory.list.clusters
          .filter(
            ({ subscriptionId, resourceGroup }) =>
              isSame(subscriptionId, choices.subscriptionId) &&
              isSame(resourceGroup, choices.resourceGroup),
          )
          .map((row) => row.name.toLowerCase()),
      );
      const name = await askText(
        {
          prompt: "Name of the cluster",
          placeholder: "letters, digits, - and _",
          value: choices.name,
          problem: (text) =>
            taken.has(text.toLowerCase())
              ? `${choices.resourceGroup} has a cluster of this name already.`
              : clusterNameProblem(text),
        },
        place,
      );
      return name === back ? back : { ...choices, name };
    },
  };
}

function regionStep(world: CreateWorld): CreateStep {
  return {
    ask: async (choices, place) => {
      const { subscriptionId, location } = choices;
      const regions = () =>
        listed(world, subscriptionId, (access) =>
          world.library.listRegions(access, subscriptionId),
        );
      const answer = await askPick(
        {
          placeholder: "In which region?",
          choices: async () =>
            (await regions()).map(({ name, displayName }) => ({
              label: displayName,
              description: name,
              value: name,
            })),
          otherwise: location === "" ? [] : [{ label: location, value: location }],
          isPreset: (name) => name === location,
        },
        place,
      );
      if (answer === back) return back;
      const isOther = answer !== location;
      return { ...choices, location: answer, ...(isOther && { kubernetesVersion: "" }) };
    },
  };
}

function isSame(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
