import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeRules } from '../../../src/alerting/decodeRules';
import { defaultRules } from '../../../src/alerting/defaultRules';
import { decodeBudgets } from '../../../src/budgets/decodeBudgets';
import { fillFromDocument, readSessionJson } from '../../../src/exporting/text/readSessionJson';
import { encodeRecord, type RecordKind } from '../../../src/history/checkedRecord';
import { fillStore } from '../../../src/history/fillStore';
import { pack, packJson } from '../../../src/history/recordContent';
import { readRun } from '../../../src/history/readRun';
import { decodeConfiguration, readLaunchFile } from '../../../src/launching/configurations/launchFile';
import { translate } from '../../../src/launching/configurations/translate';
import { decodeChecks } from '../../../src/monitoring/health/decodeChecks';
import { decodeScrapeTargets } from '../../../src/runtime/scraping/decodeScrapeTargets';
import { SessionStore } from '../../../src/series/sessionStore';
import { decodeSettings } from '../../../src/vscode/decodeSettings';
import { decodeOtlpSettings, decodePrometheusSettings } from '../../../src/vscode/exporting/decodeExportSettings';
import { decodeHistorySettings } from '../../../src/vscode/history/decodeHistorySettings';
import { HEADER } from '../recordedRun';
import { fuzzed, type FuzzedDecoder } from './fuzzedDecoder';
import { mutatedBytes, mutatedJson, mutatedText, mutatedValue } from './mutations';

const CONFIGURATIONS = [
  { name: 'a', type: 'node', request: 'launch', program: '${workspaceFolder}/a.js', args: ['b'], env: { A: 'b' } },
  { name: 'b', type: 'debugpy', request: 'launch', module: 'm', envFile: '.env', console: 'integratedTerminal' },
  { name: 'c', type: 'lldb-dap', request: 'launch', program: 'a', env: ['A=b'], cwd: '/' },
  { name: 'd', type: 'process-monitor', request: 'attach', processId: '12' },
  { name: 'e', type: 'cppdbg', request: 'launch', program: 'a', environment: [{ name: 'A', value: 'b' }] },
];

const LAUNCH_FILE = `{
  // Comments are allowed.
  "version": "0.2.0",
  "configurations": ${JSON.stringify(CONFIGURATIONS, undefined, 2)},
  "compounds": [{ "name": "all", "configurations": ["a", { "name": "b", "folder": "f" }], "stopAll": true, }],
}`;

const RULES = [
  { name: 'CPU', metric: 'process.cpu.time', above: '150 %', for: '30 s', severity: 'error', scope: 'process' },
  { name: 'Memory', metric: 'process.memory.usage', aggregate: 'max', over: '1 min', above: '1.5 GB', notify: 'toast' },
  { name: 'Crash', event: 'crashed' },
];

const CHECKS = {
  web: { http: 'http://127.0.0.1:1/', interval: '5 s', timeout: 2, failureThreshold: 3 },
  db: { tcp: 5432 },
};

const SETTINGS = {
  autoMonitor: 'debugOnly',
  'sampling.interval': 500,
  'sampling.source': 'procfs',
  'runtime.injectAgent': false,
  'export.prometheus.port': 9_464,
  'export.otlp.endpoint': 'http://localhost:4318',
  'history.maxAgeDays': 3,
};

const context = { memoryLimitBytes: 16e9 };

/** Decoders of what people, other programs or a damaged disk have left in files. */
export function fileDecoders(run: Buffer, log: Buffer, session: unknown): readonly FuzzedDecoder[] {
  return [
    fuzzed(
      'launch.json',
      mutatedText([LAUNCH_FILE], ['{', '}', '[', ']', '"', ',', ':', '//', '/*', '"__proto__":', '\\u00']),
      (text) => {
        for (const entry of readLaunchFile(text).entries) {
          if (entry.kind === 'configuration') translate(entry.configuration, 'linux');
        }
      },
    ),
    fuzzed('launch configurations', mutatedValue(CONFIGURATIONS), (value) => {
      const configuration = decodeConfiguration(value);
      for (const platform of ['linux', 'darwin', 'win32'] as const) {
        if (configuration !== undefined) translate(configuration, platform);
      }
    }),
    fuzzed('plain values in the settings', mutatedValue([SETTINGS]), openSettings),
    fuzzed(
      'alert rules in the settings',
      mutatedValue([RULES]),
      (given) => void decodeRules(given, defaultRules(), context),
    ),
    fuzzed('health checks in the settings', mutatedValue([CHECKS]), (given) => void decodeChecks(given)),
    fuzzed(
      'budgets in the settings',
      mutatedValue([{ server: [{ metric: 'process.memory.usage', aggregate: 'max', limit: '500 MB' }] }]),
      (given) => {
        decodeBudgets(given);
      },
    ),
    fuzzed(
      'addresses to scrape in the settings',
      mutatedValue([{ server: 'http://127.0.0.1:9090/metrics' }]),
      (given) => {
        decodeScrapeTargets(given);
      },
    ),
    fuzzed('run files', fc.tuple(mutatedBytes([run]), mutatedBytes([log])), ([file, rest]) => {
      openRun(file, rest);
    }),
    fuzzed('records of run files', records(), (file) => {
      openRun(file, Buffer.alloc(0));
    }),
    fuzzed('imported sessions', mutatedJson([session]), (text) => {
      const read = readSessionJson(text);
      if (read.kind === 'document') fillFromDocument(read.document, new SessionStore());
    }),
  ];
}

/** What comes out is usable: a number that is none would end sampling or remove all runs. */
function openSettings(given: unknown): void {
  const values = new Map(typeof given === 'object' && given !== null ? Object.entries(given) : []);
  const get = (name: string): unknown => values.get(name);
  const { settings, invalid } = decodeSettings(get);
  const { maxAgeMs, maxBytes } = decodeHistorySettings(get);
  const { port } = decodePrometheusSettings(get);
  const numbers = [settings.intervalMs, maxAgeMs, maxBytes, port, decodeOtlpSettings(get).intervalMs];
  assert.ok(numbers.every((value) => Number.isFinite(value) && value > 0));
  assert.ok(invalid.every(({ name }) => values.has(name)));
}

function openRun(file: Buffer, log: Buffer): void {
  const read = readRun(file, log);
  if (read.kind === 'run') fillStore(read, new SessionStore());
}

/** Files whose checksums are right and whose contents are not: what a checksum cannot find. */
function records(): fc.Arbitrary<Buffer> {
  const json = (kind: RecordKind, seed: unknown): fc.Arbitrary<Buffer> =>
    mutatedJson([seed]).map((text) => encodeRecord(kind, pack(Buffer.from(text))));
  const bytes = fc.uint8Array({ maxLength: 200 }).map((content) => encodeRecord('block', pack(Buffer.from(content))));
  const others = fc.oneof(
    json('series', { first: 0, keys: [{ metric: 'process.cpu.time', attributes: '' }] }),
    json('changes', { state: 'running', processes: [], events: [] }),
    json('output', ['line']),
    bytes,
  );
  const header = fc.oneof(fc.constant(encodeRecord('header', packJson(HEADER))), json('header', HEADER));
  return fc.tuple(header, fc.array(others, { maxLength: 6 })).map(([first, rest]) => Buffer.concat([first, ...rest]));
}
