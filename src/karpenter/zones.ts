import { editDistance } from "./editDistance.ts";
import type { SizeTable } from "./sizes.ts";

/** A zone label's value taken apart: `westeurope-1`. */
export interface Zone {
  readonly region: string;
  readonly number: number;
}

/** Every region of Azure is named after a place and a direction, or belongs to a government. */
const regionLike = /north|south|east|west|central|^us(?:gov|dod|nat|sec)/;

/**
 * The region and number of a zone label, as pkg/utils/zones/zones.go of the provider makes it: lower case, one digit.
 * Undefined where the first part is no region: `zone-1`. Regions that the table does not know may exist.
 */
export function zoneOf(text: string, table: SizeTable | undefined): Zone | undefined {
  const [, region = "", digit = ""] = /^([a-z0-9]+)-([1-9])$/.exec(text) ?? [];
  const isRegion = table?.regions.has(region) === true || regionLike.test(region);
  return isRegion ? { region, number: Number(digit) } : undefined;
}

/** Whether the region has this zone; undefined where its zones are not known. */
export function zoneExists(zone: Zone, table: SizeTable | undefined): boolean | undefined {
  const count = table?.regions.get(zone.region)?.zones;
  return count === undefined ? undefined : zone.number <= count;
}

/**
 * What a zone written in another way says: `WestEurope-3`, `West Europe 3`, `westeurope-zone3` and, without a region,
 * `zone-3` and `3`. `eastus2` is a region without a number. Undefined where no number from 1 to 9 stands at the end.
 */
export function looseZone(text: string, table: SizeTable | undefined): Partial<Zone> | undefined {
  const letters = text.toLowerCase().replace(/[^a-z0-9]/g, "");
  const [, name = "", digit] = /^(.*?)(?:zone|az)?([1-9])$/.exec(letters) ?? [];
  if (digit === undefined || table?.regions.has(letters)) return undefined;
  const number = Number(digit);
  return table?.regions.has(name) === true ? { region: name, number } : { number };
}

/**
 * The region that a name was meant to be: in other letters (`West Europe`), or with one typing error. Regions are named
 * by direction and numbered, so `southcentralus2` beside `southcentralus` and `italysouth` beside `italynorth` may be new.
 */
export function regionMeant(name: string, table: SizeTable | undefined): string | undefined {
  const regions = [...(table?.regions.keys() ?? [])];
  const bare = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (regions.includes(bare)) return bare;
  const letters = (text: string) => text.replace(/[0-9]/g, "");
  const near = regions.filter(
    (region) => letters(region) !== letters(bare) && editDistance(bare, region, 1) === 1,
  );
  return near.length === 1 ? near[0] : undefined;
}

/** Whether a region can have this name: one of the table, or one that is named as Azure names them. */
export function isRegionName(name: string, table: SizeTable | undefined): boolean {
  if (table?.regions.has(name)) return true;
  return /^[a-z0-9]+$/.test(name) && regionLike.test(name) && !regionMeant(name, table);
}

/** Whether a text has the form of a zone of Azure, whatever the table knows: `westeurope-1`. */
export function isZoneForm(text: string): boolean {
  return zoneOf(text, undefined) !== undefined;
}
