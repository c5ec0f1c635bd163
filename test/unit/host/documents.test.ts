import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { globSync } from 'glob';

const DOCUMENTS = ['README.md', 'CHANGELOG.md', ...globSync('docs/*.md')];

describe('the documents', () => {
  it('link to what there is: files, pictures and headings', () => {
    const links = DOCUMENTS.flatMap((document) =>
      linksIn(readFileSync(document, 'utf8')).map((link) => ({ document, link })),
    );
    assert.ok(links.length > 20, `${links.length} links`);
    assert.deepEqual(
      links.filter(({ document, link }) => !leadsSomewhere(document, link)),
      [],
    );
  });

  it('are all reached from the README', () => {
    const linked = linksIn(readFileSync('README.md', 'utf8')).map((link) => link.replace(/#.*/, ''));
    assert.deepEqual(
      globSync('docs/*.md').filter((document) => !linked.includes(document)),
      [],
    );
  });

  it('name every benchmark, and no other', () => {
    const rows = readFileSync('docs/benchmarks.md', 'utf8').matchAll(/^\| `(\w+)`/gm);
    assert.deepEqual(
      [...rows].map(([, name]) => name),
      globSync('test/bench/*.bench.ts')
        .map((file) => basename(file, '.bench.ts'))
        .sort(),
    );
  });

  it('have a picture of the architecture with every folder and composition root of the source', () => {
    const picture = readFileSync('docs/architecture.svg', 'utf8');
    const names = readdirSync('src').map((name) => `src/${name}`);
    assert.ok(names.includes('src/extension.ts') && names.includes('src/shared'), names.join());
    const drawn = [...picture.matchAll(/<text class="name"[^>]*>([^<]+)</g)].map(([, name = '']) => name);
    assert.deepEqual(drawn.sort(), [...names, 'webview'].sort());
  });
});

/** Relative links and pictures of a document, without code. */
function linksIn(markdown: string): readonly string[] {
  const text = markdown.replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(([^()\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^\w+:/.test(link));
}

function leadsSomewhere(document: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const file = path === '' ? document : join(dirname(document), path);
  if (!existsSync(file)) return false;
  return heading === undefined || headingsOf(readFileSync(file, 'utf8')).includes(heading);
}

/** The anchors of a document, as its host makes them of its headings. */
function headingsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
