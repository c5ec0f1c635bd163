import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { stages } from '../../host/suites/all';
import { readYaml } from '../../support/readYaml';

const step = v.strictObject({
  name: v.optional(v.string()),
  if: v.optional(v.string()),
  uses: v.optional(v.string()),
  run: v.optional(v.string()),
  with: v.optional(v.record(v.string(), v.unknown())),
});

const job = v.strictObject({
  name: v.string(),
  'runs-on': v.string(),
  container: v.optional(v.strictObject({ image: v.string(), options: v.string() })),
  'timeout-minutes': v.number(),
  strategy: v.strictObject({
    'fail-fast': v.boolean(),
    matrix: v.strictObject({ os: v.optional(v.array(v.string())), vscode: v.array(v.string()) }),
  }),
  env: v.record(v.string(), v.string()),
  steps: v.array(step),
});

const workflow = v.strictObject({
  name: v.string(),
  on: v.strictObject({ push: v.unknown(), pull_request: v.unknown() }),
  permissions: v.strictObject({ contents: v.literal('read') }),
  concurrency: v.unknown(),
  jobs: v.record(v.string(), job),
});

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly engines: { readonly vscode: string };
  readonly scripts: Readonly<Record<string, string>>;
};

// What GitHub would find only after a push.
describe('the workflow of GitHub Actions', () => {
  const { jobs } = v.parse(workflow, readYaml(readFileSync('.github/workflows/ci.yml', 'utf8')));
  const steps = Object.values(jobs).flatMap((one) => one.steps);

  it('runs on Linux, macOS and Windows', () => {
    const systems = Object.values(jobs).flatMap((one) => one.strategy.matrix.os ?? one['runs-on']);
    assert.deepEqual(systems.map((name) => name.split('-')[0]).sort(), ['macos', 'ubuntu', 'windows']);
  });

  it('takes the oldest VS Code that the manifest allows, and the newest', () => {
    const oldest = manifest.engines.vscode.replace('^', '');
    for (const one of Object.values(jobs)) {
      assert.deepEqual(one.strategy.matrix.vscode, [oldest, 'stable']);
      assert.equal(one.env.VSCODE_TEST_VERSION, '${{ matrix.vscode }}');
    }
  });

  it('pins actions by their commit, and says which version that is', () => {
    const text = readFileSync('.github/workflows/ci.yml', 'utf8');
    const used = steps.flatMap(({ uses }) => uses ?? []);
    assert.ok(used.length >= 3);
    for (const action of used) {
      assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      assert.match(text, new RegExp(`${action} # v\\d+\\.\\d+\\.\\d+$`, 'm'));
    }
  });

  it('has one thing to do in each step, and runs scripts and suites that there are', () => {
    for (const { uses, run } of steps) assert.equal((uses === undefined) !== (run === undefined), true);
    const commands = steps.flatMap(({ run }) => run ?? []);
    const scripts = commands.flatMap((command) => /npm run (\w+)/.exec(command)?.[1] ?? []);
    for (const script of scripts) assert.ok(Object.hasOwn(manifest.scripts, script), script);
    const names = stages.flat(2).map(({ name }) => name);
    const suites = commands.flatMap((command) => /--only (\S+)/.exec(command)?.[1]?.split(',') ?? []);
    assert.ok(suites.length > 0);
    for (const suite of suites) assert.ok(names.includes(suite), suite);
  });
});
