import {
  findNodeAtLocation,
  parseTree,
  getNodeValue,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import * as v from 'valibot';
import type { LaunchConfiguration } from './launchConfiguration';

/** Something in a launch file that can be monitored, and where in the text it stands. */
export type LaunchEntry =
  | {
      readonly kind: 'configuration';
      readonly name: string;
      readonly configuration: LaunchConfiguration;
      readonly range: TextRange;
    }
  | { readonly kind: 'compound'; readonly name: string; readonly compound: Compound; readonly range: TextRange };

/** A span of text in UTF-16 units, as editors count. */
export interface TextRange {
  readonly offset: number;
  readonly length: number;
}

/** Several configurations that are started together. */
export interface Compound {
  readonly name: string;
  readonly members: readonly CompoundMember[];
  /** Whether the end of one member is the end of all. */
  readonly stopAll: boolean;
  /** The task that runs before the members start: its label, or what VS Code else knows it by. */
  readonly preLaunchTask?: string | object;
}

/** A member by its name and, where it stands in another folder of the workspace, that folder's name. */
export interface CompoundMember {
  readonly name: string;
  readonly folder?: string;
}

/** What a launch file holds; `problem` says what is wrong with its text, should it not be read to its end. */
export interface LaunchFile {
  readonly entries: readonly LaunchEntry[];
  readonly problem?: string;
}

const configuration = v.looseObject({ name: v.string(), type: v.string(), request: v.picklist(['launch', 'attach']) });
const member = v.union([
  v.pipe(
    v.string(),
    v.transform((name) => ({ name })),
  ),
  v.object({ name: v.string(), folder: v.exactOptional(v.string()) }),
]);
const compound = v.object({
  name: v.string(),
  configurations: v.array(member),
  stopAll: v.optional(v.boolean(), false),
  preLaunchTask: v.exactOptional(v.union([v.string(), v.looseObject({})])),
});

/**
 * Reads a launch.json with comments and trailing commas, or with `section` the part of another file that holds the
 * same (`['launch']` of a workspace file). Entries come in the order of the text; one that lacks its name, type or
 * request is passed over, and what stands before an error in the text still counts.
 */
export function readLaunchFile(text: string, section: readonly string[] = []): LaunchFile {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const node = root === undefined ? undefined : findNodeAtLocation(root, [...section]);
  const entries = [
    ...children(node, 'configurations', configurationEntry),
    ...children(node, 'compounds', compoundEntry),
  ];
  const [error] = errors;
  const problem = error && `${printParseErrorCode(error.error)} in line ${lineOf(text, error.offset)}`;
  return {
    entries: entries.sort((a, b) => a.range.offset - b.range.offset),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** The entry around a place in the text; undefined where there is none. */
export function entryAt(file: LaunchFile, offset: number): LaunchEntry | undefined {
  return file.entries.find(({ range }) => offset >= range.offset && offset <= range.offset + range.length);
}

/** Makes a compound of what stands in a settings file; undefined if it is none. */
export function decodeCompound(value: unknown): Compound | undefined {
  const parsed = v.safeParse(compound, value);
  if (!parsed.success) return undefined;
  const { configurations, ...rest } = parsed.output;
  return { ...rest, members: configurations };
}

/** Makes a configuration of what stands in a settings file; undefined if it lacks its name, type or request. */
export function decodeConfiguration(value: unknown): LaunchConfiguration | undefined {
  const parsed = v.safeParse(configuration, value);
  return parsed.success ? parsed.output : undefined;
}

function children(
  node: Node | undefined,
  key: string,
  read: (value: unknown, range: TextRange) => LaunchEntry | undefined,
): readonly LaunchEntry[] {
  const list = node === undefined ? undefined : findNodeAtLocation(node, [key]);
  if (list?.type !== 'array') return [];
  return (list.children ?? []).flatMap((child) => {
    const value: unknown = getNodeValue(child);
    const entry = read(value, { offset: child.offset, length: child.length });
    return entry === undefined ? [] : [entry];
  });
}

function configurationEntry(value: unknown, range: TextRange): LaunchEntry | undefined {
  const decoded = decodeConfiguration(value);
  return decoded && { kind: 'configuration', name: decoded.name, configuration: decoded, range };
}

function compoundEntry(value: unknown, range: TextRange): LaunchEntry | undefined {
  const decoded = decodeCompound(value);
  return decoded && { kind: 'compound', name: decoded.name, compound: decoded, range };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
