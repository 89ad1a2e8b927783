import { compareQuantities, parseQuantity, toNumber } from "../../../karpenter/quantity.ts";

/** How much of one limit of a NodePool is used. */
export interface LimitUse {
  /** `cpu`, `memory`, `nodes`, ... */
  readonly resource: string;
  /** As Kubernetes writes quantities: `12`, `48Gi`. */
  readonly used: string;
  readonly limit: string;
  /** Rounded; 100 where nothing is allowed; undefined where a quantity cannot be read. */
  readonly percent: number | undefined;
  /** No further node can be added: used is at or over the limit. */
  readonly isReached: boolean;
}

const quantityText = (value: unknown) =>
  typeof value === "string" || typeof value === "number" ? String(value) : "0";

/** The limits of a NodePool against the resources that its status counts, in the order of the limits. */
export function limitUses(
  limits: Readonly<Record<string, unknown>>,
  used: Readonly<Record<string, unknown>>,
): readonly LimitUse[] {
  return Object.entries(limits).map(([resource, limit]) =>
    limitUse(resource, quantityText(limit), quantityText(used[resource])),
  );
}

function limitUse(resource: string, limit: string, used: string): LimitUse {
  const most = parseQuantity(limit);
  const now = parseQuantity(used);
  if (most.error !== undefined || now.error !== undefined)
    return { resource, used, limit, percent: undefined, isReached: false };
  const divisor = toNumber(most.value);
  const percent = divisor <= 0 ? 100 : Math.round((toNumber(now.value) / divisor) * 100);
  const isReached = compareQuantities(now.value, most.value) >= 0;
  return { resource, used, limit, percent, isReached };
}
