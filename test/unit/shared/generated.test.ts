import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { METRICS } from '../../../src/shared/metrics';
import { grafanaDashboard } from '../../support/grafanaDashboard';
import { l10nBundle, textsIn } from '../../support/l10nBundle';
import { manifestWithRegions } from '../../support/manifestRegions';
import { manifestTextsWithRegions } from '../../support/manifestTexts';
import { DOCUMENTS, documentWithRegions, type Manifest } from '../../support/documentRegions';

describe('the documents', () => {
  it('have the tables that the catalogue and the manifest make (else run: node esbuild.mjs --generate)', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
    const nls = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
    const texts = DOCUMENTS.map((document) => readFileSync(document, 'utf8'));
    for (const name of ['metrics', 'settings', 'commands']) {
      assert.ok(
        texts.some((text) => text.includes(`<!-- generated: ${name} -->`)),
        `the table of ${name} is nowhere`,
      );
    }
    for (const text of texts) assert.equal(documentWithRegions(text, manifest, nls), text);
  });
});

describe('the manifest', () => {
  it('has what the catalogue makes (else run: node esbuild.mjs --generate)', () => {
    const manifest = readFileSync('package.json', 'utf8');
    assert.equal(manifestWithRegions(manifest), manifest);
  });

  it('names the default rules that there are (else run: node esbuild.mjs --generate)', () => {
    const texts = readFileSync('package.nls.json', 'utf8');
    assert.match(texts, /`CPU pegged`.*`Crash`/);
    assert.equal(manifestTextsWithRegions(texts), texts);
  });

  it('takes from trusted workspaces only what has something run, or lets something into programs', () => {
    const { capabilities } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      capabilities: { untrustedWorkspaces: { restrictedConfigurations: readonly string[] } };
    };
    assert.deepEqual(capabilities.untrustedWorkspaces.restrictedConfigurations, [
      'processMonitor.health.checks',
      'processMonitor.runtime.injectAgent',
      'processMonitor.runtime.scrape',
      'processMonitor.runtime.otlpReceiver',
      'processMonitor.runtime.python',
    ]);
  });
});

describe('the dashboard for Grafana', () => {
  it('is what the catalogue makes (else run: node esbuild.mjs --generate)', () => {
    assert.equal(readFileSync('media/grafana-dashboard.json', 'utf8'), grafanaDashboard());
  });

  it('asks for every metric that is charted, under the name that is scraped', () => {
    const dashboard = grafanaDashboard();
    for (const { chart, prometheusName } of METRICS) {
      if (chart !== undefined) assert.ok(dashboard.includes(`${prometheusName}{session=`), prometheusName);
    }
  });
});

describe('the bundle of texts to be translated', () => {
  it('has all texts of the extension and its panel (else run: node esbuild.mjs --generate)', () => {
    assert.equal(readFileSync('l10n/bundle.l10n.json', 'utf8'), l10nBundle('.'));
  });

  it('takes literals, joined ones, and both of a choice', () => {
    const source = `t('a'); t(b); vscode.l10n.t('c ' + 'd', 1); t(e ? 'f' : 'g'); other.t('h'); l10n(t('i {0}', t('j')));`;
    assert.deepEqual(textsIn('a.ts', source), ['a', 'c d', 'f', 'g', 'i {0}', 'j']);
  });
});
