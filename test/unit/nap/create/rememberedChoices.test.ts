import assert from "node:assert/strict";
import { defaultChoices, type ClusterChoices } from "../../../../src/nap/create/choices.ts";
import {
  choicesToRemember,
  rememberedChoices,
} from "../../../../src/nap/create/rememberedChoices.ts";

const chosen: ClusterChoices = {
  ...defaultChoices,
  subscriptionId: "s-1",
  resourceGroup: "apps",
  name: "shop",
  location: "uksouth",
  tier: "Free",
  network: "overlay",
  defaultNodePools: "None",
  sshPublicKey: "ssh-ed25519 AAAA me",
  systemPool: { name: "system", vmSize: "Standard_D8s_v5", count: 2, zones: ["1"] },
};
const first = { ...defaultChoices, subscriptionId: "", resourceGroup: "", name: "" };

describe("remembered choices", () => {
  it("come back without what belongs to one cluster alone", () => {
    assert.deepEqual(rememberedChoices(choicesToRemember(chosen)), {
      ...first,
      subscriptionId: "s-1",
      location: "uksouth",
      tier: "Free",
      network: "overlay",
      defaultNodePools: "None",
      systemPool: { name: "system", vmSize: "Standard_D8s_v5", count: 2, zones: [] },
    });
  });

  it("are the defaults where nothing, or nothing that is still a choice, was remembered", () => {
    const strange = { tier: "Gold", network: 7, kind: null, count: -1, vmSize: "" };
    assert.deepEqual(
      [rememberedChoices(undefined), rememberedChoices(strange), rememberedChoices("x")],
      [first, first, first],
    );
  });
});
