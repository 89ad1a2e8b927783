import { values } from "./mutationValues.ts";

/** Plain data of an object. */
export type Data = null | boolean | number | string | Data[] | Fields;

/** Fields of an object; a type alias would refer to itself. */
export interface Fields {
  [key: string]: Data;
}

/** A generator of numbers in [0, 1) that a seed determines (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Place {
  readonly parent: Data[] | Fields;
  readonly key: string | number;
}

function placesIn(data: Data): Place[] {
  if (Array.isArray(data))
    return data.flatMap((item, key) => [{ parent: data, key }, ...placesIn(item)]);
  if (typeof data !== "object" || data === null) return [];
  return Object.keys(data).flatMap((key) => [
    { parent: data, key },
    ...placesIn(data[key] ?? null),
  ]);
}

function read({ parent, key }: Place): Data {
  return (Array.isArray(parent) ? parent[Number(key)] : parent[key]) ?? null;
}

function write({ parent, key }: Place, value: Data): void {
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else parent[key] = value;
}

function drop({ parent, key }: Place): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
}

type Mutation = (place: Place, pick: <T>(list: readonly T[]) => T, all: readonly Place[]) => void;

function renamed(name: string, pick: <T>(list: readonly T[]) => T): string {
  return pick([name.toUpperCase(), name.toLowerCase(), `${name}s`, name.slice(1), `x-${name}`]);
}

const mutations: readonly Mutation[] = [
  (place, pick) => write(place, structuredClone(pick(values))),
  (place, pick) => write(place, structuredClone(pick(values))),
  (place, pick) => write(place, structuredClone(pick(values))),
  (place) => drop(place),
  (place, pick) => {
    if (Array.isArray(place.parent)) return;
    const value = read(place);
    drop(place);
    place.parent[renamed(String(place.key), pick)] = value;
  },
  (place) => {
    if (Array.isArray(place.parent)) place.parent.push(structuredClone(read(place)));
  },
  (place, pick, all) => {
    const other = pick(all);
    if (!Array.isArray(other.parent) && place.key !== "kind" && place.key !== "apiVersion")
      other.parent[place.key] = structuredClone(read(place));
  },
  (place, pick, all) => write(place, structuredClone(read(pick(all)))),
  (place) => {
    const value = read(place);
    write(place, typeof value === "number" ? String(value) : [value]);
  },
  (place, pick) => {
    const value = read(place);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      value[pick(values.filter((one) => typeof one === "string"))] = pick(values);
  },
];

/** apiVersion and kind of the object itself decide which schema judges it, so they stay. */
function isType(root: Data, { parent, key }: Place): boolean {
  return parent === root && (key === "apiVersion" || key === "kind");
}

/** A copy of an object with one to three mutations. */
export function mutated(base: Data, next: () => number): Data {
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[Math.floor(next() * list.length)];
    if (chosen === undefined) throw new Error("nothing to pick from");
    return chosen;
  };
  const copy = structuredClone(base);
  for (let count = pick([1, 1, 1, 2, 3]); count > 0; count -= 1) {
    const places = placesIn(copy).filter((place) => !isType(copy, place));
    if (places.length === 0) return copy;
    pick(mutations)(pick(places), pick, places);
  }
  return copy;
}
