import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'glob';
import { SECURITY_RULES } from './rules';

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default?: unknown }>> };
  };
}

const sources = globSync('src/**/*.ts').map((file) => ({ file, text: readFileSync(file, 'utf8') }));

describe('the rules of security', () => {
  for (const { rule, tests } of SECURITY_RULES) {
    it(`have their tests: ${rule}`, () => {
      assert.ok(tests.length > 0);
      for (const [file, title] of tests) {
        const text = readFileSync(join('test', file), 'utf8').replaceAll("\\'", "'");
        assert.ok(text.includes(title), `${file} has no test "${title}"`);
      }
    });
  }
});

describe('the sources', () => {
  it('starts nothing through a shell', () => {
    for (const { file, text } of sources) {
      assert.doesNotMatch(text, /\bshell: (true|process|["'])/, file);
      const imported = /import \{([^}]*)\} from 'node:child_process'/.exec(text)?.[1]?.split(',') ?? [];
      const names = imported.map((name) => name.trim()).filter((name) => name !== '');
      for (const name of names) assert.match(name, /^(spawn|execFile|type ChildProcess|ChildProcess)$/, file);
    }
  });

  it('compares tokens in constant time', () => {
    for (const file of ['src/exporting/server/scrapeRequest.ts', 'src/runtime/agentConnection.ts']) {
      const text = readFileSync(file, 'utf8');
      assert.match(text, /timingSafeEqual\(/);
      assert.doesNotMatch(text, /[!=]==? (this\.)?(options\.)?token\b/);
    }
  });
});

describe('the settings as they are shipped', () => {
  it('has nothing listen, and sends nothing, unless a person asks for it', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
    const { properties } = contributes.configuration;
    const shipped = (name: string): unknown => properties[`processMonitor.${name}`]?.default;
    assert.equal(shipped('export.prometheus.enabled'), false);
    assert.equal(shipped('export.otlp.endpoint'), '');
    assert.equal(shipped('runtime.otlpReceiver'), false);
    assert.equal(shipped('runtime.python'), false);
  });
});
