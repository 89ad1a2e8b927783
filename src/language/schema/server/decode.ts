import type { MapNode, Path, ScalarValue, YamlNode } from "../../yaml/node.ts";
import { fillDefaults } from "./schemaNode.ts";
import type { SchemaNode } from "./schemaNode.ts";
import type { Value } from "./value.ts";

/** What the server makes of an object before it validates it. */
export interface Decoded {
  /** Without unknown fields and nulls, with defaults. */
  readonly value: ReadonlyMap<string, Value>;
  /** Paths of the fields that it does not know. */
  readonly unknown: readonly Path[];
}

const typeFields = new Set(["apiVersion", "kind", "metadata"]);

/**
 * Prunes unknown fields and nulls and fills in defaults, in this order. Fields of the type and metadata are left out.
 * Source: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/pruning and defaulting.
 */
export function decode(root: MapNode, node: SchemaNode): Decoded {
  const decoder = new Decoder();
  const value = decoder.map(root, node, true);
  return { value, unknown: decoder.unknown };
}

class Decoder {
  readonly unknown: Path[] = [];
  readonly #path: (string | number)[] = [];

  map(yaml: MapNode, node: SchemaNode, isRoot = false): ReadonlyMap<string, Value> {
    const map = new Map<string, Value>();
    for (const pair of yaml.pairs) {
      if (isRoot && typeFields.has(pair.name)) continue;
      const child = node.child(pair.name);
      this.#path.push(pair.name);
      if (child) this.#keep(map, pair.name, this.#value(pair.value, child), child);
      else if (node.open) map.set(pair.name, plain(pair.value));
      else this.unknown.push([...this.#path]);
      this.#path.pop();
    }
    fillDefaults(map, node);
    return map;
  }

  #keep(map: Map<string, Value>, name: string, value: Value, child: SchemaNode): void {
    if (value !== null || child.schema.nullable) map.set(name, value);
    else if (child.schema.default !== undefined) map.set(name, child.defaultValue);
  }

  #value(yaml: YamlNode, node: SchemaNode): Value {
    if (yaml.kind === "scalar") return scalarValue(yaml.value);
    if (yaml.kind === "map") return this.map(yaml, node);
    return yaml.items.map((item, index) => this.#item(item, index, node));
  }

  #item(yaml: YamlNode, index: number, node: SchemaNode): Value {
    this.#path.push(index);
    const { items } = node;
    const value = items ? this.#value(yaml, items) : this.#outside(yaml, node);
    this.#path.pop();
    const missing = value === null && items?.schema.default !== undefined && !items.schema.nullable;
    return missing ? items.defaultValue : value;
  }

  /** Inside a list that the schema does not know every key is unknown. */
  #outside(yaml: YamlNode, node: SchemaNode): Value {
    if (node.open) return plain(yaml);
    if (yaml.kind === "map")
      for (const pair of yaml.pairs) this.unknown.push([...this.#path, pair.name]);
    if (yaml.kind === "map") return new Map();
    if (yaml.kind === "scalar") return scalarValue(yaml.value);
    return yaml.items.map((item, index) => this.#item(item, index, node));
  }
}

/** int64 or float64, as the server's JSON decoder decides. */
function scalarValue(value: ScalarValue): Value {
  return typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value;
}

/** A value as it stands, where nothing is pruned. */
export function plain(yaml: YamlNode): Value {
  if (yaml.kind === "scalar") return scalarValue(yaml.value);
  if (yaml.kind === "seq") return yaml.items.map(plain);
  return new Map(yaml.pairs.map((pair) => [pair.name, plain(pair.value)]));
}
