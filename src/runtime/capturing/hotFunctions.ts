import * as v from 'valibot';
import type { HotFunction } from '../../shared/capture';

/** So many functions are named. */
const MOST_NAMED = 5;

/** Below this share of the time a function is not worth a word. */
const LEAST_SHARE = 0.01;

/**
 * The functions in which a CPU profile spent its time, the hottest first; empty where it did nothing, and for a text that
 * is no profile. The time of Node's own functions and of natives goes to the function of the program that called them,
 * for that is where it can be changed; idle time and that of the garbage collector to none.
 */
export function hotFunctions(profileText: string): readonly HotFunction[] {
  const parsed = v.safeParse(cpuProfile, parseJson(profileText), { abortEarly: true });
  if (!parsed.success) return [];
  const { nodes, samples, timeDeltas } = parsed.output;
  const ownerOf = owners(nodes);
  const byFunction = new Map<string, { readonly frame: CallFrame; microseconds: number }>();
  let allMicroseconds = 0;
  for (const [index, id] of samples.entries()) {
    const microseconds = Math.max(0, timeDeltas[index] ?? 0);
    allMicroseconds += microseconds;
    const frame = ownerOf.get(id);
    if (frame === undefined) continue;
    const key = `${frame.functionName} ${frame.url} ${frame.lineNumber}`;
    const known = byFunction.get(key) ?? { frame, microseconds: 0 };
    known.microseconds += microseconds;
    byFunction.set(key, known);
  }
  return [...byFunction.values()]
    .map(({ frame, microseconds }) => hotFunction(frame, microseconds / allMicroseconds))
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_NAMED);
}

const callFrame = v.object({
  functionName: v.string(),
  url: v.string(),
  /** From 0. */
  lineNumber: v.number(),
});

type CallFrame = v.InferOutput<typeof callFrame>;

const cpuProfile = v.object({
  nodes: v.array(v.object({ id: v.number(), callFrame, children: v.exactOptional(v.array(v.number())) })),
  samples: v.array(v.number()),
  timeDeltas: v.array(v.number()),
});

type ProfileNode = v.InferOutput<typeof cpuProfile>['nodes'][number];

/** For each node the function of the program to which its time goes: its own, else the nearest that called it. */
function owners(nodes: readonly ProfileNode[]): ReadonlyMap<number, CallFrame> {
  const frames = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const found = new Map<number, CallFrame>();
  for (const { id } of nodes) {
    const visited = new Set<number>();
    let at: number | undefined = id;
    // Stacks of a hostile profile may go round.
    while (at !== undefined && !visited.has(at) && !isOfProgram(frames.get(at))) {
      visited.add(at);
      at = parents.get(at);
    }
    const owner = at === undefined ? undefined : frames.get(at);
    if (isOfProgram(owner)) found.set(id, owner);
  }
  return found;
}

/** Natives have no file, and Node's own files are called `node:...`. */
function isOfProgram(frame: CallFrame | undefined): frame is CallFrame {
  return frame !== undefined && frame.url !== '' && !frame.url.startsWith('node:');
}

function hotFunction({ functionName, url, lineNumber }: CallFrame, share: number): HotFunction {
  return { name: functionName === '' ? '(anonymous)' : functionName, url, line: lineNumber + 1, share };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
