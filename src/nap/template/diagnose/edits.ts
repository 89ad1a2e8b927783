import type { JsonMember, JsonNode, JsonObject } from "../json/jsonNode.ts";
import type { TemplateEdit } from "./templateFinding.ts";

/** Puts another value in a node's place. */
export function replaceNode({ offset, end }: JsonNode, value: unknown): TemplateEdit {
  return { start: offset, end, newText: JSON.stringify(value) };
}

/** Adds a member behind the last one, on a line of its own where the others have one. */
export function addMember(
  text: string,
  object: JsonObject,
  [name, value]: readonly [string, string],
): TemplateEdit {
  const written = `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
  const [first, last] = [object.members[0], object.members.at(-1)];
  if (first === undefined || last === undefined) {
    const inside = object.offset + 1;
    return { start: inside, end: inside, newText: ` ${written} ` };
  }
  const space = /\s*$/.exec(text.slice(object.offset + 1, first.key.offset))?.[0] ?? "";
  const separator = space.includes("\n") ? space.slice(space.lastIndexOf("\n")) : " ";
  const end = last.value.end;
  return { start: end, end, newText: `,${separator}${written}` };
}

/** Takes members out with the commas that parted them from the others. */
export function removeMembers(
  { members }: JsonObject,
  isRemoved: (member: JsonMember) => boolean,
): TemplateEdit[] {
  const edits: TemplateEdit[] = [];
  for (let first = 0; first < members.length; first++) {
    if (!isAt(members, first, isRemoved)) continue;
    let next = first + 1;
    while (isAt(members, next, isRemoved)) next++;
    edits.push({ ...rangeOfRun(members, first, next), newText: "" });
    first = next;
  }
  return edits;
}

function isAt(
  members: readonly JsonMember[],
  index: number,
  isRemoved: (member: JsonMember) => boolean,
): boolean {
  const member = members[index];
  return member !== undefined && isRemoved(member);
}

function rangeOfRun(members: readonly JsonMember[], first: number, next: number) {
  const [before, after] = [members[first - 1], members[next]];
  const start = members[first]?.key.offset ?? 0;
  const end = members[next - 1]?.value.end ?? start;
  if (after !== undefined) return { start, end: after.key.offset };
  return before === undefined ? { start, end } : { start: before.value.end, end };
}
