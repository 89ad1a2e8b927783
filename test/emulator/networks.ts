import { ok, page, param, type Handler } from "./answers.ts";
import { notFound, refuse } from "./errors.ts";
import { asObject, asObjects, asText, at, withAt, type JsonObject } from "./json.ts";
import type { ResourceKind } from "./storedResources.ts";
import type { AzureState } from "./state.ts";

const collection = "/providers/microsoft.network/virtualnetworks/";

/** A subnet; it shows in its network, too. */
export const subnet: ResourceKind = {
  type: "Microsoft.Network/virtualNetworks/subnets",
  created: 201,
  complete: (body) => withAt(body, ["properties", "provisioningState"], "Succeeded"),
};

/** A network with the subnets that it was made with and those that were added to it. */
function networkView(state: AzureState, key: string, network: JsonObject): JsonObject {
  const id = asText(network.id);
  const own = asObjects(at(network, "properties", "subnets")).map((one) => ({
    id: `${id}/subnets/${asText(one.name)}`,
    type: "Microsoft.Network/virtualNetworks/subnets",
    ...one,
  }));
  const added = Object.entries(state.resources)
    .filter(([place]) => place.startsWith(`${key}/subnets/`))
    .map(([, resource]) => resource);
  const kept = own.filter(({ id: known }) => !added.some((one) => one.id === known));
  return withAt(network, ["properties", "subnets"], [...kept, ...added]);
}

/** Networks by key, within a subscription or a group. */
function networksIn(state: AzureState, prefix: string): readonly JsonObject[] {
  return Object.entries(state.resources).flatMap(([key, network]) => {
    const name = key.split(collection)[1];
    const isNetwork = key.startsWith(prefix) && name !== undefined && !name.includes("/");
    return isNetwork ? [networkView(state, key, network)] : [];
  });
}

/** GET of the networks of a subscription or of a group. */
export const listNetworks: Handler = (state, request) => {
  const prefix = request.path.toLowerCase().replace(/\/providers\/microsoft\.network.*$/, "/");
  return page(state, request, networksIn(state, prefix));
};

function networkOf(state: AzureState, path: string): JsonObject | undefined {
  const key = path.toLowerCase().replace(/\/subnets(\/[^/]*)?$/, "");
  const found = state.resources[key];
  return found === undefined ? undefined : networkView(state, key, found);
}

/** GET of one network. */
export const getNetwork: Handler = (state, request) => {
  const found = networkOf(state, request.path);
  const [group, name] = [param(request, "group"), param(request, "resource")];
  return found === undefined
    ? refuse(state, notFound("Microsoft.Network/virtualNetworks", group, name))
    : ok(state, found);
};

/** GET of the subnets of a network. */
export const listSubnets: Handler = (state, request) => {
  const network = networkOf(state, request.path);
  if (network === undefined)
    return refuse(
      state,
      notFound(
        "Microsoft.Network/virtualNetworks",
        param(request, "group"),
        param(request, "network"),
      ),
    );
  return page(state, request, asObjects(at(network, "properties", "subnets")));
};

/** GET of one subnet. */
export const getSubnet: Handler = (state, request) => {
  const name = param(request, "resource").toLowerCase();
  const subnets = asObjects(at(networkOf(state, request.path), "properties", "subnets"));
  const found = subnets.find((one) => asText(one.name).toLowerCase() === name);
  const path = `${param(request, "network")}/subnets/${param(request, "resource")}`;
  return found === undefined
    ? refuse(state, notFound("Microsoft.Network/virtualNetworks", param(request, "group"), path))
    : ok(state, asObject(found));
};
