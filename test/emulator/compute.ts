import { ok, page, param, type Handler } from "./answers.ts";
import { sameName } from "./json.ts";

/** GET .../Microsoft.Compute/skus; `$filter` knows `location eq '...'` alone, as the service does. */
export const listSkus: Handler = (state, request) => {
  const filter = /^location eq '([^']*)'$/i.exec(request.query.$filter ?? "");
  const wanted = filter?.[1];
  const found = state.skus.filter(
    ({ locations }) =>
      wanted === undefined ||
      (Array.isArray(locations) && locations.some((location) => sameName(location, wanted))),
  );
  return page(state, request, found);
};

/** GET .../Microsoft.Compute/locations/{region}/usages: quotas and what is used of them. */
export const listUsages: Handler = (state, request) =>
  ok(state, { value: state.usages[param(request, "location").toLowerCase()] ?? [] });
