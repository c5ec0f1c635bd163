import { readFileSync, writeFileSync } from 'node:fs';
import { grafanaDashboard } from '../support/grafanaDashboard';
import { l10nBundle } from '../support/l10nBundle';
import { manifestWithRegions } from '../support/manifestRegions';
import { manifestTextsWithRegions } from '../support/manifestTexts';
import { DOCUMENTS, documentWithRegions, type Manifest } from '../support/documentRegions';

// Run by `node esbuild.mjs --generate` from the root of the project.
writeFileSync('package.json', manifestWithRegions(readFileSync('package.json', 'utf8')));
writeFileSync('package.nls.json', manifestTextsWithRegions(readFileSync('package.nls.json', 'utf8')));
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const nls = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
for (const document of DOCUMENTS) {
  writeFileSync(document, documentWithRegions(readFileSync(document, 'utf8'), manifest, nls));
}
writeFileSync('media/grafana-dashboard.json', grafanaDashboard());
writeFileSync('l10n/bundle.l10n.json', l10nBundle('.'));
