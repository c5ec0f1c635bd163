// Builds what is shipped into dist/ once and exits.
//   --watch   goes on building at every change
//   --tests   builds tests, benchmarks and their tools into out/ as well
//   --generate  writes what documents and manifest take from the metric catalogue, and nothing else
import { build, context } from 'esbuild';
import { globSync } from 'glob';
import { rmSync } from 'node:fs';

const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');

const shared = { bundle: true, sourcemap: true, logLevel: 'warning', minify: !watch };

/** For code that runs in Node on a developer's machine: packages stay outside, paths stay as they are in test/. */
const forNode = {
  ...shared,
  minify: false,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  outbase: 'test',
  outdir: 'out',
};

const shipped = [
  {
    ...shared,
    entryPoints: { extension: 'src/extension.ts' },
    // jsonc-parser's other form hides its parts from the bundler.
    mainFields: ['module', 'main'],
    outdir: 'dist',
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    ...shared,
    // The name is how the process is told apart from programs: shared/debuggerHelper.ts.
    entryPoints: { processMonitorSupervisor: 'src/launching/supervisor/main.ts' },
    outdir: 'dist',
    platform: 'node',
    target: 'node22',
    format: 'cjs',
  },
  {
    ...shared,
    // Loaded into other people's programs, of whatever Node they are run with.
    entryPoints: { agent: 'src/agent/main.ts' },
    outdir: 'dist',
    sourcemap: false,
    platform: 'node',
    target: 'node18',
    format: 'cjs',
  },
  {
    ...shared,
    // The raw anomaly detector, to be tried on data from elsewhere; it is not packaged.
    entryPoints: { detector: 'src/detection/standalone.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    platform: 'neutral',
    target: 'es2022',
    format: 'esm',
  },
  {
    ...shared,
    // The command of the npm package; it is not in the extension's.
    entryPoints: { cli: 'src/cli.ts' },
    mainFields: ['module', 'main'],
    banner: { js: '#!/usr/bin/env node' },
    outdir: 'dist',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
  },
  {
    ...shared,
    entryPoints: { samplerWorker: 'src/sampling/offload/samplerWorker.ts' },
    outdir: 'dist',
    platform: 'node',
    target: 'node22',
    format: 'cjs',
  },
  {
    ...shared,
    // OpenTelemetry's exporter, loaded only where a person pushes values to a backend.
    entryPoints: { otlp: 'src/exporting/otlp/main.ts' },
    // The other form of its packages cannot be shaken: it is twice as large.
    mainFields: ['module', 'main'],
    outdir: 'dist',
    platform: 'node',
    target: 'node22',
    format: 'cjs',
  },
  {
    ...shared,
    // What reads protobuf, loaded only where programs send their OpenTelemetry metrics here.
    entryPoints: { otlpReceiver: 'src/runtime/otlp/main.ts' },
    mainFields: ['module', 'main'],
    outdir: 'dist',
    platform: 'node',
    target: 'node22',
    format: 'cjs',
  },
  {
    ...shared,
    // What speaks to inspectors, loaded only where evidence is taken through a debugger.
    entryPoints: { inspecting: 'src/runtime/inspecting/main.ts' },
    mainFields: ['module', 'main'],
    outdir: 'dist',
    platform: 'node',
    target: 'node22',
    format: 'cjs',
  },
  // Loaded into other people's Python programs, as it stands.
  {
    logLevel: 'warning',
    entryPoints: ['src/python/sitecustomize.py'],
    outdir: 'dist/python',
    loader: { '.py': 'copy' },
  },
  {
    ...shared,
    entryPoints: { webview: 'webview/main.ts' },
    outdir: 'dist',
    platform: 'browser',
    target: 'chrome120',
    format: 'iife',
  },
];

const testing = [
  {
    ...forNode,
    entryPoints: globSync([
      'test/{unit,vscode,programs,alerts,e2e,soak}/**/*.test.ts',
      'test/vscode/index.ts',
      'test/{bench,host}/*.ts',
    ]),
  },
];

if (process.argv.includes('--generate')) {
  await build({ ...forNode, entryPoints: ['test/host/generate.ts'] });
  await import('./out/host/generate.js');
  process.exit();
}

const targets = tests ? [...shipped, ...testing] : shipped;
rmSync('dist', { recursive: true, force: true });
if (tests)
  for (const folder of ['unit', 'vscode', 'programs', 'alerts', 'panel', 'e2e', 'soak', 'bench', 'host'])
    rmSync(`out/${folder}`, { recursive: true, force: true });

if (watch) {
  for (const options of targets) await (await context(options)).watch();
} else {
  await Promise.all(targets.map((options) => build(options)));
}
