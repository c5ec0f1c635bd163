import { once } from 'node:events';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { constants, createGzip, gunzipSync, type Gzip } from 'node:zlib';
import type { SeriesKey } from '../../../src/series/seriesKey';
import type { SessionStore } from '../../../src/series/sessionStore';

/**
 * Samples as JSON Lines (jsonlines.org) through gzip, the peer of our run files: what people write who keep samples without
 * a database. A line `{"series": 3, "metric": ...}` names a series once, a line `[3, timeMs, value]` is a sample of it.
 */
export class JsonLinesRun {
  private readonly numbers = new Map<string, number>();
  private pending: unknown[] = [];
  private readonly gzip: Gzip = createGzip();
  private compressed: Buffer[] = [];

  private constructor(private readonly file: FileHandle) {
    this.gzip.on('data', (bytes: Buffer) => this.compressed.push(bytes));
  }

  static async create(path: string): Promise<JsonLinesRun> {
    return new JsonLinesRun(await open(path, 'w'));
  }

  /** Takes a sample; it is turned into text with the next flush. */
  add(key: SeriesKey, timeMs: number, value: number): void {
    const text = `${key.process ?? ''} ${key.metric} ${key.attributes}`;
    let series = this.numbers.get(text);
    if (series === undefined) {
      series = this.numbers.size;
      this.numbers.set(text, series);
      this.pending.push({ series, ...key });
    }
    this.pending.push([series, timeMs, value]);
  }

  /** Writes what is new, in a way that it can be read if nothing follows, and waits until the disk has it. */
  async flush(): Promise<void> {
    this.gzip.write(this.takeText());
    await new Promise<void>((resolve) => {
      this.gzip.flush(constants.Z_SYNC_FLUSH, resolve);
    });
    await this.write();
  }

  /** Writes the rest and closes the file. */
  async end(): Promise<void> {
    const ended = once(this.gzip, 'end');
    this.gzip.end(this.takeText());
    await ended;
    await this.write();
    await this.file.close();
  }

  private takeText(): string {
    const text = this.pending.map((line) => `${JSON.stringify(line)}\n`).join('');
    this.pending = [];
    return text;
  }

  private async write(): Promise<void> {
    const bytes = Buffer.concat(this.compressed);
    this.compressed = [];
    await this.file.write(bytes);
    await this.file.sync();
  }
}

/** Puts the samples of such a file into an empty store. */
export async function openJsonLines(path: string, store: SessionStore): Promise<void> {
  const text = gunzipSync(await readFile(path)).toString();
  const columns: { readonly key: SeriesKey; readonly times: number[]; readonly values: number[] }[] = [];
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    const line: unknown = JSON.parse(text.slice(at, end));
    at = end + 1;
    if (isSample(line)) {
      const column = columns[line[0]];
      column?.times.push(line[1]);
      column?.values.push(line[2]);
    } else {
      columns.push({ key: line as SeriesKey, times: [], values: [] });
    }
  }
  for (const { key, times, values } of columns)
    store.series(key)?.appendRows(Float64Array.from(times), Float64Array.from(values));
}

function isSample(line: unknown): line is readonly [series: number, timeMs: number, value: number] {
  return Array.isArray(line);
}
