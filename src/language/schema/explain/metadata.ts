import { renameKey, setValue } from "../../edit/edit.ts";
import { nodeAt } from "../../yaml/node.ts";
import {
  isDNS1123Subdomain,
  isQualifiedName,
  isValidLabelValue,
} from "../../../karpenter/names.ts";
import { ownValue } from "../../../karpenter/ownValue.ts";
import type { Manifest } from "../../manifest.ts";
import type { Path } from "../../yaml/node.ts";
import type { Case, Explained } from "./explanation.ts";
import { fix, nameOf, shown } from "./explanation.ts";

/** A missing or malformed name. */
export function explainName({ manifest, error }: Case): Explained {
  const rule = "metadata-name";
  if (error.type === "required") {
    const added = nameFor(manifest);
    // Which name is right is for the user to say: others may refer to it.
    const fixes = fix(
      `Name it ${added}`,
      setValue(manifest, error.path, added, { after: "kind" }),
      false,
    );
    return { rule, message: "The object has no name: add metadata.name.", fixes };
  }
  const name = typeof error.value === "string" ? error.value : "";
  const tail = error.cause === "generateName" && name.endsWith("-") ? "-" : "";
  const right = dnsName(name) + tail;
  const isRight = right !== name && isDNS1123Subdomain(right.replace(/-$/, "")).length === 0;
  const fixes = isRight ? fix(`Write ${right}`, setValue(manifest, error.path, right)) : [];
  const long = name.length > 253 ? " and have at most 253 characters" : "";
  const message = `${nameOf(error.path)} ${short(name)} must consist of lower-case letters, digits, '-' and '.', begin and end with a letter or digit${long}.`;
  return { rule, message, fixes };
}

const usualNames: Readonly<Record<string, string>> = {
  NodePool: "general",
  AKSNodeClass: "default",
  NodeOverlay: "overlay",
};

/** The name of the file where it can be one, else one that is usual for the kind. */
function nameFor({ kind, fileName = "" }: Manifest): string {
  const right = dnsName(decoded(fileName).replace(/\.[^.]*$/, ""));
  const isName = right.length <= 63 && isDNS1123Subdomain(right).length === 0;
  return isName ? right : (ownValue(usualNames, kind) ?? kind.toLowerCase());
}

/** File names in the editor are URIs. */
function decoded(fileName: string): string {
  try {
    return decodeURIComponent(fileName);
  } catch {
    return fileName;
  }
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function dnsName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, "-")
    .split(".")
    .map((part) => part.replace(/^-+|-+$/g, ""))
    .filter((part) => part !== "")
    .join(".");
}

/** A key or value of labels, or a key of annotations, with a form that Kubernetes does not allow. */
export function explainLabel({ manifest, error }: Case): Explained {
  const rule = "label-syntax";
  const text = typeof error.value === "string" ? error.value : "";
  const place = shown(error.path.slice(0, -1));
  if (error.cause === "labelKey") {
    const right = labelPart(text.replace(/[,;:]+$/, ""), "/");
    const isRight = right !== text && isQualifiedName(right).length === 0;
    const fixes = isRight ? fix(`Rename to ${right}`, renameKey(manifest, error.path, right)) : [];
    const message = `${short(text)} is no key for ${place}: write [prefix/]name with letters, digits, '-', '_' and '.' in a name of at most 63 characters.`;
    return { rule, message, fixes, onKey: true };
  }
  const right = labelValueMeant(text);
  const fixes =
    right === undefined ? [] : fix(`Write ${right}`, setValue(manifest, error.path, right));
  const message = `The label ${nameOf(error.path)} has the value ${short(text)}: it may have at most 63 letters, digits, '-', '_' and '.', and must begin and end with a letter or digit.`;
  return { rule, message, fixes };
}

/** The label value that a text was meant to be, without the characters that such a value cannot have; undefined where it is one. */
export function labelValueMeant(text: string): string | undefined {
  const right = labelPart(text, "");
  return right !== text && right !== "" && isValidLabelValue(right).length === 0
    ? right
    : undefined;
}

function labelPart(text: string, more: string): string {
  const allowed = more === "/" ? /[^A-Za-z0-9._/-]+/g : /[^A-Za-z0-9._-]+/g;
  return text
    .trim()
    .replace(allowed, "-")
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "");
}

/** Values of metadata that the server cannot decode, or refuses for another reason. */
export function explainMetadata({ manifest, error }: Case): Explained {
  const node = nodeAt(manifest.root, error.path);
  const scalar = node?.kind === "scalar" && typeof node.value !== "string" ? node : undefined;
  const isText = error.detail.endsWith("of type string") || error.detail.endsWith("types.UID");
  const isList = error.detail.endsWith("of type []string") && node?.kind === "scalar";
  if (isText && scalar)
    return {
      rule: "wrong-type",
      message: `${nameOf(error.path)} must be text, and ${scalar.raw} is not: quote it.`,
      fixes: fix(`Quote ${scalar.raw}`, setValue(manifest, error.path, scalar.raw)),
    };
  const fixes = isList ? fix("Make it a list", setValue(manifest, error.path, [node.raw])) : [];
  const message = `${shown(error.path)} is not of the form that metadata has: the server cannot read the object.`;
  if (error.cause === "decode") return { rule: "wrong-type", message, fixes };
  return { rule: "pattern", message: metadataSentence(error.path), fixes };
}

function metadataSentence(path: Path): string {
  const place = shown(path);
  if (path[1] === "finalizers")
    return `${place} must be a qualified name such as example.com/cleanup: letters, digits, '-', '_' and '.'.`;
  if (path[1] === "annotations")
    return "The annotations have more than 256 KiB together, which is all that an object may have.";
  return path.at(-1) === "apiVersion"
    ? `${place} must be a version or group/version.`
    : `${place} must not be empty.`;
}
