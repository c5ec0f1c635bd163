import assert from 'node:assert/strict';
import { decodeScrapeTargets } from '../../../../src/runtime/scraping/decodeScrapeTargets';

describe('decodeScrapeTargets', () => {
  it('takes URLs, and completes one without a path', () => {
    const { targets, problems } = decodeScrapeTargets({ api: 'http://localhost:3000', web: 'https://a.test/m?x=1' });
    assert.deepEqual(
      [...targets].map(([name, url]) => [name, url.href]),
      [
        ['api', 'http://localhost:3000/metrics'],
        ['web', 'https://a.test/m?x=1'],
      ],
    );
    assert.deepEqual(problems, []);
  });

  it('leaves out what is no URL and says so, and keeps the others', () => {
    const given = {
      a: 3000,
      b: 'localhost:3000',
      c: 'file:///etc/passwd',
      d: 'http://me:secret@localhost',
      e: 'http://e',
    };
    const { targets, problems } = decodeScrapeTargets(given);
    assert.deepEqual([...targets.keys()], ['e']);
    assert.deepEqual(
      problems.map(({ name }) => name),
      ['a', 'b', 'c', 'd'],
    );
    assert.ok(!JSON.stringify(problems).includes('secret'));
  });

  for (const given of [[], 'http://localhost', 5, null] as const) {
    it(`has no targets in ${JSON.stringify(given)}`, () => {
      assert.equal(decodeScrapeTargets(given).targets.size, 0);
    });
  }
});
