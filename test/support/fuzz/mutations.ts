import fc from 'fast-check';

/** What decoders are known to trip over: prototypes, numbers at the edge, texts and lists that are long, other types. */
const HOSTILE: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    0.5,
    NaN,
    Infinity,
    1e308,
    2 ** 53,
    -(2 ** 31),
    '',
    '__proto__',
    'constructor',
    '\0',
    '\ud800',
  ],
  ...[[], {}, [[]], 'x'.repeat(5_000), Array<number>(2_000).fill(0), new Float64Array(3), new Date(NaN)],
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as unknown,
];

const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'length', 'type', 'name', ''];

const anyValue = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ maxLength: 12 }),
  fc.double(),
  fc.jsonValue({ maxDepth: 2 }),
);

const change = fc.record({
  /** Which member is gone into, level by level; fewer levels than there are end there. */
  path: fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }),
  kind: fc.constantFrom('replace', 'replace', 'remove', 'add', 'repeat'),
  key: fc.oneof(fc.constantFrom(...KEYS), fc.string({ maxLength: 5 })),
  value: anyValue,
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** One of the values with up to four of its parts replaced, removed, added or repeated; now and then anything else. */
export function mutatedValue(seeds: readonly unknown[]): fc.Arbitrary<unknown> {
  const mutated = fc
    .tuple(fc.constantFrom(...seeds), fc.array(change, { maxLength: 4 }))
    .map(([seed, changes]) => changes.reduce(changed, structuredClone(seed)));
  return fc.oneof({ arbitrary: mutated, weight: 9 }, { arbitrary: anyValue, weight: 1 });
}

/** The same as JSON. */
export function mutatedJson(seeds: readonly unknown[]): fc.Arbitrary<string> {
  return mutatedValue(seeds).map((mutated) => JSON.stringify(mutated));
}

/** One of the texts with up to five pieces cut out, and tokens or anything else put in; now and then nothing but that. */
export function mutatedText(seeds: readonly string[], tokens: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom(...tokens), fc.string({ unit: 'binary', maxLength: 6 }));
  const edit = fc.record({ at: fc.nat(10_000), removed: fc.nat(12), piece });
  const mutated = fc
    .tuple(fc.constantFrom(...seeds), fc.array(edit, { minLength: 1, maxLength: 5 }))
    .map(([seed, edits]) =>
      edits.reduce((text, { at, removed, piece: inserted }) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + inserted + text.slice(from + removed);
      }, seed),
    );
  const soup = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
  return fc.oneof({ arbitrary: mutated, weight: 4 }, { arbitrary: soup, weight: 1 });
}

/** One of the buffers with up to six bytes changed, cut off somewhere, or with a piece of itself put in again. */
export function mutatedBytes(seeds: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const edit = fc.record({
    at: fc.nat(100_000),
    byte: fc.nat(255),
    kind: fc.constantFrom('set', 'set', 'set', 'cut', 'repeat'),
  });
  const mutated = fc
    .tuple(fc.constantFrom(...seeds), fc.array(edit, { minLength: 1, maxLength: 6 }))
    .map(([seed, edits]) => edits.reduce(changedBytes, Buffer.from(seed)));
  const noise = fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes));
  return fc.oneof({ arbitrary: mutated, weight: 9 }, { arbitrary: noise, weight: 1 });
}

function changed(root: unknown, { path, kind, key, value }: Change): unknown {
  // The next change may go into it: the same value is used again elsewhere.
  const given = structuredClone(value);
  let parent: unknown = root;
  for (const step of path.slice(0, -1)) {
    const next = membersOf(parent)[step % Math.max(1, membersOf(parent).length)]?.[1];
    if (membersOf(next).length === 0) break;
    parent = next;
  }
  if (typeof parent !== 'object' || parent === null || ArrayBuffer.isView(parent)) return given;
  const members = membersOf(parent);
  const [name, member] = members[(path.at(-1) ?? 0) % Math.max(1, members.length)] ?? [key, undefined];
  // A list out of JSON has nothing but its entries.
  if (kind === 'add' && Array.isArray(parent)) parent.push(given);
  else if (kind === 'add') define(parent, key, given);
  else if (kind === 'repeat' && Array.isArray(parent)) for (let i = 0; i < 50; i += 1) parent.push(member);
  else if (kind === 'remove') Reflect.deleteProperty(parent, name);
  else define(parent, name, given);
  return root;
}

/** As JSON.parse does: `__proto__` becomes a property like any other. */
function define(target: object, key: string, given: unknown): void {
  if (Array.isArray(target) && !/^\d+$/.test(key)) return;
  Object.defineProperty(target, key, { value: given, writable: true, enumerable: true, configurable: true });
}

function membersOf(parent: unknown): readonly (readonly [string, unknown])[] {
  return typeof parent === 'object' && parent !== null && !ArrayBuffer.isView(parent) ? Object.entries(parent) : [];
}

function changedBytes(bytes: Buffer, { at, byte, kind }: { at: number; byte: number; kind: string }): Buffer {
  if (bytes.length === 0) return bytes;
  const position = at % bytes.length;
  if (kind === 'cut') return Buffer.from(bytes.subarray(0, position));
  if (kind === 'repeat') return Buffer.concat([bytes.subarray(0, position), bytes.subarray(position - byte), bytes]);
  bytes[position] = byte;
  return bytes;
}
