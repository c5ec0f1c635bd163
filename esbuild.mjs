// Builds what is shipped into dist/ once, fails where it is larger than test/host/sizeBudgets.ts allows, and exits.
//   --watch   goes on building at every change
//   --tests   builds tests, benchmarks and their tools into out/ as well
//   --generate  writes what documents and manifest take from the metric catalogue, and nothing else
import { build, context, transform } from 'esbuild';
import { globSync } from 'glob';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { posix, relative } from 'node:path';

const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');

const shared = { bundle: true, sourcemap: true, logLevel: 'warning', minify: !watch };

/**
 * Splits the host's bundle at its `import()`s: what is imported so is read when it is asked for, from files of its own in
 * dist/host. esbuild splits ES modules only, and makes a small file of whatever several of them share: a second pass makes
 * CommonJS of them, and one file of all that is read at the start.
 */
const split = {
  name: 'split',
  setup({ initialOptions, onEnd }) {
    Object.assign(initialOptions, { splitting: true, format: 'esm', chunkNames: 'host/[name]-[hash]' });
    Object.assign(initialOptions, { sourcemap: 'inline', write: false, metafile: true });
    onEnd(async ({ outputFiles = [], metafile }) => {
      if (metafile === undefined) return;
      const texts = new Map(outputFiles.map(({ path, text }) => [belowDist(path), text]));
      const start = readAtStart(metafile.outputs);
      mkdirSync('dist/host', { recursive: true });
      await writeStart(start, texts);
      for (const [path, text] of texts) if (!start.includes(path)) await writeLater(path, text, start);
    });
  },
};

const commonJs = {
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  minify: !watch,
  sourcemap: 'external',
  supported: { 'dynamic-import': false },
};

/** The entry and what it imports at once, and that in turn. */
function readAtStart(outputs) {
  const all = new Set(['dist/extension.js']);
  for (const path of all)
    for (const { path: imported, kind } of outputs[path].imports)
      if (kind === 'import-statement' && imported in outputs) all.add(imported);
  return [...all].map(belowDist);
}

/** One file of what is read at the start. What files that are read later need of it is exported as `start0`, `start1`, ... */
async function writeStart(start, texts) {
  const parts = start.slice(1).map((path, i) => `export * as start${i + 1} from "./${path}";`);
  const ofStart = {
    name: 'ofStart',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\./ }, ({ path, importer }) => {
        const found = posix.join(posix.dirname(importer), path);
        return start.includes(found) ? { path: found, namespace: 'start' } : { path: `./${found}`, external: true };
      });
      onLoad({ filter: /./, namespace: 'start' }, ({ path }) => ({ contents: texts.get(path) }));
    },
  };
  const { outputFiles } = await build({
    ...commonJs,
    stdin: { contents: ['export * from "./extension.js";', ...parts].join('\n'), sourcefile: 'start.js' },
    bundle: true,
    external: ['vscode'],
    outfile: 'dist/extension.js',
    write: false,
    plugins: [ofStart],
  });
  const [map, code] = outputFiles;
  writeScript('extension.js', code.text, map.text);
}

/** A file that is read later; what it needs of the start it has from there. */
async function writeLater(path, text, start) {
  const { code, map } = await transform(text, { ...commonJs, sourcefile: posix.basename(path) });
  const linked = code.replaceAll(/require\("(\.[^"]*)"\)/g, (call, imported) => {
    const part = start.indexOf(posix.join(posix.dirname(path), imported));
    return part < 0 ? call : `require("../extension.js")${part === 0 ? '' : `.start${part}`}`;
  });
  writeScript(path, linked, map);
}

/**
 * Writes a script and its source map. VS Code's API is CommonJS as it is: esbuild would copy its hundreds of names anew for
 * each file of ours that imports them, 30 ms and 8 MB at the start of every window.
 */
function writeScript(path, code, map) {
  const shared = code.replaceAll(/[\w$]+\(require\("vscode"\)(?:, *1)?\)/g, (call) =>
    'require("vscode")'.padStart(call.length),
  );
  writeFileSync(`dist/${path}`, `${shared}//# sourceMappingURL=${posix.basename(path)}.map\n`);
  writeFileSync(`dist/${path}.map`, map);
}

/** With slashes, whatever the system. */
function belowDist(path) {
  return relative('dist', path).replaceAll('\\', '/');
}

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
    // jsonc-parser's other form hides its parts from the bundler, that of OpenTelemetry's packages cannot be shaken.
    mainFields: ['module', 'main'],
    outdir: 'dist',
    platform: 'node',
    target: 'node22',
    external: ['vscode'],
    plugins: [split],
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

/** The folders of test/ that hold tests. */
const tested = ['unit', 'vscode', 'programs', 'alerts', 'panel', 'launch', 'e2e', 'soak'];

const testing = [
  {
    ...forNode,
    entryPoints: globSync([
      `test/{${tested}}/**/*.test.ts`,
      'test/vscode/{index,startReport}.ts',
      'test/vscode/soak/*.ts',
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
if (tests) for (const folder of [...tested, 'bench', 'host']) rmSync(`out/${folder}`, { recursive: true, force: true });

if (watch) {
  for (const options of targets) await (await context(options)).watch();
} else {
  await Promise.all(targets.map((options) => build(options)));
  await build({ ...forNode, entryPoints: ['test/host/sizeBudgets.ts'] });
  const { BUNDLES, checkSizes } = await import('./out/host/sizeBudgets.js');
  checkSizes(BUNDLES, '.');
}
