import assert from 'node:assert/strict';
import { OutputTail } from '../../../src/history/outputTail';
import { redactSecrets } from '../../../src/history/redactSecrets';

describe('redaction', () => {
  for (const [text, redacted] of [
    ['server --token abc123 --port 80', 'server --token *** --port 80'],
    ['--password=hunter2 next', '--password=*** next'],
    ["--db-password 'with space' next", '--db-password *** next'],
    ['AWS_SECRET_ACCESS_KEY=AKIAxyz/1 done', 'AWS_SECRET_ACCESS_KEY=*** done'],
    ['GET /data?key=12345&page=2', 'GET /data?key=***&page=2'],
    ['{"apiKey": "abc", "user": "eve"}', '{"apiKey": ***, "user": "eve"}'],
    ['{"password":"with \\" quote"}', '{"password":*** quote"}'],
    ['postgres://eve:hunter2@db.example/x', 'postgres://***@db.example/x'],
    ['Authorization: Bearer abc.def.ghi', 'Authorization: ***'],
    ['got bearer abcdefghijkl', 'got bearer ***'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl end', 'jwt *** end'],
  ] as const) {
    it(`hides what is secret in ${text}`, () => {
      assert.equal(redactSecrets(text), redacted);
    });
  }

  for (const text of [
    'Listening on http://localhost:8080/path',
    'monkey: banana, turkey=yes',
    'TypeError: Cannot read properties of undefined (reading "x")',
    '12 keys were read',
  ]) {
    it(`leaves alone ${text}`, () => {
      assert.equal(redactSecrets(text), text);
    });
  }
});

describe('the last lines of output', () => {
  it('are put together from pieces, without colours', () => {
    const tail = new OutputTail();
    tail.add('hel');
    tail.add('lo\n\u001b[31mred\u001b[0m\r\nun');
    assert.deepEqual(tail.all(), ['hello', 'red', 'un']);
    assert.deepEqual(tail.takeNew(), ['hello', 'red']);
    tail.add('finished\n');
    assert.deepEqual(tail.takeNew(), ['unfinished']);
    assert.deepEqual(tail.takeNew(), []);
  });

  it('are bounded in number and length', () => {
    const tail = new OutputTail();
    tail.add(Array.from({ length: 500 }, (_, i) => `line ${i}\n`).join(''));
    assert.equal(tail.all().length, 100);
    assert.equal(tail.all().at(-1), 'line 499');
    tail.add('x'.repeat(1e6));
    tail.add('y\n');
    assert.equal(tail.all().at(-1)?.length, 503);
  });

  it('hide all lines of a private key, finished or not, and nothing behind it', () => {
    const tail = new OutputTail();
    tail.add('before\nread -----BEGIN RSA PRIVATE KEY-----\nMIIEow\n');
    tail.add('IBAAK');
    assert.deepEqual(tail.all(), ['before', 'read -----BEGIN PRIVATE KEY----- ***']);
    tail.add('CAQEA\n-----END RSA PRIVATE KEY-----\nafter\n');
    assert.deepEqual(tail.all(), ['before', 'read -----BEGIN PRIVATE KEY----- ***', 'after']);
    assert.deepEqual(tail.takeNew(), tail.all());
    tail.add('-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n');
    assert.equal(tail.all().length, 6);
  });

  it('go on behind a key that never ends', () => {
    const tail = new OutputTail();
    tail.add('-----BEGIN PRIVATE KEY-----\n' + 'x\n'.repeat(300));
    assert.equal(tail.all().at(-1), 'x');
  });

  it('hide a secret on a line that is too long to be kept', () => {
    const tail = new OutputTail();
    tail.add(`--token ${'s'.repeat(3_990)}`);
    tail.add('s'.repeat(100) + ' more');
    tail.add('\n');
    assert.deepEqual(tail.all(), ['--token ***']);
  });

  it('hide a secret that comes in pieces', () => {
    const tail = new OutputTail();
    tail.add('--tok');
    tail.add('en abc\n');
    assert.deepEqual(tail.all(), ['--token ***']);
  });

  it('go on where a continued run had come to', () => {
    const tail = new OutputTail(['before']);
    tail.add('after\n');
    assert.deepEqual(tail.all(), ['before', 'after']);
    assert.deepEqual(tail.takeNew(), ['after']);
  });
});
