import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { marketplaceReadme } from '../../support/marketplaceReadme';

describe('the README of the package', () => {
  const readme = readFileSync('README.md', 'utf8');

  it('leads nowhere that is not in it, while no repository is published', () => {
    const targets = [...marketplaceReadme(readme, false).matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target ?? '');
    assert.ok(targets.includes('#privacy-and-security'), targets.join());
    assert.deepEqual(
      targets.filter((target) => !/^(?:#|https:)/.test(target)),
      [],
    );
  });

  it('has its pictures once one is', () => {
    const pictures = [...marketplaceReadme(readme, true).matchAll(/!\[[^\]]+\]\(([^)]*)\)/g)];
    assert.ok(pictures.length >= 2);
    for (const [, path = ''] of pictures) assert.match(path, /^docs\/pictures\/\w+\.png$/);
  });

  it('is for those who install the extension: what is for contributors stays in the repository', () => {
    for (const isPublished of [true, false]) {
      const made = marketplaceReadme(readme, isPublished);
      assert.match(made, /## Privacy and security/);
      assert.doesNotMatch(made, /npm ci|## Architecture/);
    }
  });

  it('is not made of a README that cannot be shown', () => {
    assert.throws(() => marketplaceReadme('# Title', false), /no <!-- for contributors -->/);
    assert.throws(
      () => marketplaceReadme('![all](a.svg)\n<!-- for contributors -->', true),
      /make "a.svg" in README.md/,
    );
  });
});
