import { APPLICATION_LIMITS, isSafeName, type ApplicationSeries } from '../shared/agentFrames';
import { CountedValues } from './countedValues';
import { quietly } from './quietly';

/** What a program tells about itself, gathered until the next tick. Whatever it passes in, nothing is thrown. */
export class ApplicationMetrics {
  private readonly series = new Map<string, Entry>();
  private dropped = 0;
  private isOpen = false;

  /** Takes in one value; one that is beyond the bounds or is no finite number is dropped and counted. */
  record(type: unknown, name: unknown, value: unknown, attributes: unknown): void {
    if (!this.isOpen) return;
    if (quietly(() => this.add(type, name, value, attributes)) !== true) this.dropped += 1;
  }

  /** What came since the last call: counters by their increase, gauges by their last value, histograms by their values. */
  take(): readonly ApplicationSeries[] {
    const taken: ApplicationSeries[] = [];
    for (const { type, name, attributes, value, values } of this.series.values()) {
      if (type === 'histogram') taken.push({ type, name, attributes, values: values.take() });
      else taken.push({ type, name, attributes, value });
    }
    for (const entry of this.series.values()) if (entry.type === 'counter') entry.value = 0;
    return taken;
  }

  /** How many values were dropped since the last call. */
  takeDropped(): number {
    const taken = this.dropped;
    this.dropped = 0;
    return taken;
  }

  /** Begins to take values in. */
  open(): void {
    this.isOpen = true;
  }

  /** Lets go of everything: nobody listens any more. */
  close(): void {
    this.isOpen = false;
    this.series.clear();
    this.dropped = 0;
  }

  private add(type: unknown, name: unknown, value: unknown, given: unknown): boolean {
    if (type !== 'counter' && type !== 'gauge' && type !== 'histogram') return false;
    if (typeof name !== 'string' || !isName(name, APPLICATION_LIMITS.nameLength)) return false;
    if (typeof value !== 'number' || !Number.isFinite(value) || (type === 'counter' && value < 0)) return false;
    const attributes = attributesOf(given);
    const entry = attributes && this.entry(type, name, attributes);
    if (entry === undefined) return false;
    if (type === 'histogram') entry.values.add(value);
    else entry.value = type === 'counter' ? entry.value + value : value;
    return true;
  }

  private entry(type: Entry['type'], name: string, attributes: Entry['attributes']): Entry | undefined {
    // A character that no name is likely to hold keeps two lists of texts from looking alike.
    const key = [type, name, ...attributes.flat()].join('\u0000');
    const known = this.series.get(key);
    if (known !== undefined || this.series.size >= APPLICATION_LIMITS.series) return known;
    const added: Entry = { type, name, attributes, value: 0, values: new CountedValues() };
    this.series.set(key, added);
    return added;
  }
}

interface Entry {
  readonly type: ApplicationSeries['type'];
  readonly name: string;
  readonly attributes: readonly (readonly [key: string, value: string])[];
  value: number;
  readonly values: CountedValues;
}

/** Attributes sorted by key, long values cut; undefined when there are too many or a key is too long. */
function attributesOf(given: unknown): Entry['attributes'] | undefined {
  if (given === undefined || given === null) return [];
  if (typeof given !== 'object') return undefined;
  const pairs = Object.entries(given as Readonly<Record<string, unknown>>);
  if (pairs.length > APPLICATION_LIMITS.attributes) return undefined;
  if (!pairs.every(([key]) => isName(key, APPLICATION_LIMITS.attributeLength))) return undefined;
  return pairs
    .map(([key, value]) => [key, String(value).slice(0, APPLICATION_LIMITS.attributeLength)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Whether the host takes it as a name: it would end the connection over one that it refuses. */
function isName(text: string, most: number): boolean {
  return text !== '' && text.length <= most && isSafeName(text);
}
