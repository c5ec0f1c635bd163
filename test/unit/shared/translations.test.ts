import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { globSync } from 'glob';
import { wordsAsTheyStand } from '../../support/hostTexts';
import { pseudoTranslation, readTexts, translatedManifest } from '../../support/pseudoLocale';

const MANIFEST = JSON.parse(readFileSync('package.json', 'utf8')) as Readonly<Record<string, unknown>>;
const TEXTS = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;
const BUNDLE = JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8')) as Readonly<Record<string, string>>;

/** It is called so in every language. */
const PRODUCT = 'Process Monitor';

describe('the manifest in another language', () => {
  it('says nothing but the name of the product as it stands', () => {
    const texts = readTexts(translatedManifest(MANIFEST, pseudoTranslation(TEXTS)));
    assert.ok(texts.length > 150, `${texts.length} texts`);
    assert.deepEqual(
      texts.filter(([, text]) => text !== PRODUCT && !/^⟦[^]*⟧$/.test(text)),
      [],
    );
  });

  it('has a use for every text, and in its own language a text for every use', () => {
    const used = [...JSON.stringify(MANIFEST).matchAll(/"%([\w.]+)%"/g)].map(([, key = '']) => key);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(TEXTS).sort());
  });

  it('finds a text that somebody writes into it', () => {
    const contributes = { commands: [{ command: 'a', title: 'Open' }], views: { v: [{ id: 'b', name: 'Runs' }] } };
    assert.deepEqual(readTexts({ name: 'process-monitor', contributes }), [
      ['contributes.commands.0.title', 'Open'],
      ['contributes.views.v.0.name', 'Runs'],
    ]);
  });

  it('shows emphasis only where it is drawn: choices are described in plain text', () => {
    const choices = readTexts(translatedManifest(MANIFEST, TEXTS)).filter(([path]) =>
      path.includes('.enumDescriptions.'),
    );
    assert.deepEqual(
      choices.filter(([, text]) => /[*_`]/.test(text)),
      [],
    );
  });
});

describe('the texts of extension and panel in another language', () => {
  it('all come from the bundle: none is handed to the editor as it stands', () => {
    const files = globSync(['src/vscode/**/*.ts', 'src/extension.ts']);
    assert.ok(files.length > 100, `${files.length} files`);
    assert.deepEqual(
      files.flatMap((file) => wordsAsTheyStand(file, readFileSync(file, 'utf8')).map((text) => `${file}: ${text}`)),
      [],
    );
  });

  it('number what is put into them from 0, with nothing left out, so that a translation can move it', () => {
    for (const text of Object.keys(BUNDLE)) {
      const numbers = new Set([...text.matchAll(/\{(\d+)\}/g)].map(([, number]) => Number(number)));
      assert.deepEqual([...numbers].sort(), [...numbers.keys()].map((_, index) => index).sort(), text);
    }
  });

  it('would be found in messages, and in the fields of what the editor shows', () => {
    const source = `window.showErrorMessage('It broke', vscode.l10n.t('Retry')); item.text = x ? '$(pulse) Runs' : '';
      pick({ title: \`Open \${name}\`, placeHolder: vscode.l10n.t('Which?'), detail: '$(bell)' });`;
    assert.deepEqual(wordsAsTheyStand('a.ts', source), ['It broke', '$(pulse) Runs', 'Open ${name}']);
  });
});
