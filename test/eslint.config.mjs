import { fileURLToPath } from 'node:url';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/**
 * Who may import whom, by folder. A folder imports itself and what stands in its list; `vscode` (the editor's module)
 * only where it is listed. The order is the architecture's: data flows from left to right, imports point to the left.
 */
const mayImport = {
  shared: [],
  series: ['shared'],
  detection: ['shared', 'series'],
  alerting: ['shared', 'series', 'detection'],
  monitoring: ['shared', 'series', 'detection', 'alerting', 'budgets', 'diagnosis'],
  sampling: ['shared'],
  inspecting: [],
  runtime: ['shared', 'inspecting'],
  launching: ['shared'],
  agent: ['inspecting'],
  exporting: ['shared', 'series'],
  history: ['shared', 'series'],
  stepping: ['shared', 'series'],
  comparing: ['shared', 'series'],
  budgets: ['shared', 'series', 'alerting'],
  cli: [
    ...['shared', 'series', 'alerting', 'monitoring', 'sampling', 'launching', 'runtime'],
    ...['exporting', 'history', 'comparing', 'budgets'],
  ],
  diagnosis: ['shared', 'series', 'detection'],
};

const folders = Object.keys(mayImport);

/** One zone per forbidden pair: `target` must not import `from`. */
const zones = [
  ...folders.flatMap((target) =>
    [...folders.filter((from) => from !== target && !mayImport[target].includes(from)), 'vscode'].map((from) => ({
      target: `src/${target}`,
      from: `src/${from}`,
      message: `src/${target} may import only: ${['itself', ...mayImport[target]].join(', ')}.`,
      // The agent is loaded into other people's programs: of what is shared it gets its wire format only.
      ...(['agent', 'inspecting'].includes(target) && from === 'shared' ? { except: ['./agentFrames.ts'] } : {}),
    })),
  ),
  ...folders.map((target) => ({
    target: `src/${target}`,
    from: 'webview',
    message: 'The host never imports the webview.',
  })),
  ...[...folders.filter((from) => from !== 'shared'), 'vscode'].map((from) => ({
    target: 'webview',
    from: `src/${from}`,
    message: 'The webview imports src/shared only.',
  })),
];

const onlyAdaptersImportVscode = {
  paths: [{ name: 'vscode', message: 'Only src/vscode and src/extension.ts import vscode.' }],
};

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', 'test/fixtures/', '**/*.d.ts'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: {
        tsconfigRootDir: fileURLToPath(new URL('..', import.meta.url)),
        project: [
          'test/tsconfig/pure.json',
          'test/tsconfig/host.json',
          'test/tsconfig/webview.json',
          'test/tsconfig/tests.json',
        ],
      },
    },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({ project: 'test/tsconfig/host.json', noWarnOnMultipleProjects: true }),
      ],
    },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
      'no-restricted-imports': ['error', onlyAdaptersImportVscode],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/vscode/**/*.ts', 'src/extension.ts', 'test/vscode/**/*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
);
