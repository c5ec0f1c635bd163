import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { METRICS } from '../../../src/shared/metrics';
import { grafanaDashboard } from '../../support/grafanaDashboard';
import { manifestWithRegions } from '../../support/manifestRegions';
import { manifestTextsWithRegions } from '../../support/manifestTexts';
import { readmeWithRegions, type Manifest } from '../../support/readmeRegions';

describe('the README', () => {
  it('has the tables that the catalogue and the manifest make (else run: node esbuild.mjs --generate)', () => {
    const readme = readFileSync('README.md', 'utf8');
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
    const nls = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
    assert.match(readme, /<!-- generated: metrics -->/);
    assert.equal(readmeWithRegions(readme, manifest, nls), readme);
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
