import assert from 'node:assert/strict';
import { ByteReader } from '../../../src/history/byteReader';
import { ByteWriter } from '../../../src/history/byteWriter';
import { readColumn, writeColumn } from '../../../src/history/column';
import { readTimes, writeTimes } from '../../../src/history/timeColumn';
import { seededRandom } from '../../support/seededRandom';

function written(write: (writer: ByteWriter) => void): Buffer {
  const writer = new ByteWriter();
  write(writer);
  return Buffer.from(writer.written());
}

function throughColumn(values: readonly number[]): number[] {
  const bytes = written((writer) => {
    writeColumn(writer, Float64Array.from(values));
  });
  const reader = new ByteReader(bytes);
  const read = readColumn(reader, values.length);
  assert.ok(!reader.isBroken && reader.remainingBytes === 0);
  return [...(read ?? [])];
}

describe('a column of values', () => {
  it('gives whole numbers back exactly, gaps as gaps', () => {
    const values = [0, 1, -1, NaN, 127, 128, -129, 2 ** 31, 2 ** 40 + 1, NaN, NaN, -(2 ** 49), 3];
    assert.deepEqual(throughColumn(values), values);
  });

  it('gives fractions back to a millionth', () => {
    const values = [0.1, 0.25, 12.345678, NaN, -3.000001, 99_999.5];
    assert.deepEqual(throughColumn(values), values);
    assert.deepEqual(throughColumn([1 / 3]), [0.333333]);
  });

  it('stores what is too large for that as it is', () => {
    const values = [1e300, 2 ** 53 - 1, NaN, 5e12 + 0.123];
    assert.deepEqual(throughColumn(values), values);
  });

  it('takes one byte for each row that is like the one before', () => {
    const bytes = written((writer) => {
      writeColumn(writer, new Float64Array(1_000).fill(7));
    });
    assert.equal(bytes.length, 1_001);
  });

  it('gives back whatever it is given, at random', () => {
    const random = seededRandom(7);
    for (let run = 0; run < 300; run++) {
      const size = 10 ** Math.floor(random() * 12);
      const values = Array.from({ length: Math.floor(random() * 50) }, () =>
        random() < 0.1 ? NaN : Math.round((random() - 0.5) * size),
      );
      assert.deepEqual(
        throughColumn(values),
        values.map((value) => value + 0),
      );
    }
  });
});

describe('a column of times', () => {
  it('gives times back to a tenth of a millisecond, at random', () => {
    const random = seededRandom(3);
    let timeMs = 1_700_000_000_000;
    const times = Float64Array.from({ length: 500 }, () => (timeMs += 0.2 + random() * 2_000));
    const reader = new ByteReader(
      written((writer) => {
        writeTimes(writer, times);
      }),
    );
    const read = readTimes(reader, times.length);
    assert.ok(!reader.isBroken && reader.remainingBytes === 0);
    read.forEach((time, i) => {
      assert.ok(Math.abs(time - (times[i] ?? NaN)) <= 0.0501);
    });
  });

  it('takes little more than one byte for a steady pace', () => {
    const times = Float64Array.from({ length: 600 }, (_, i) => 1_700_000_000_000 + i * 1_000);
    const bytes = written((writer) => {
      writeTimes(writer, times);
    });
    assert.ok(bytes.length < 620, `${bytes.length} bytes`);
  });
});

describe('a reader of bytes', () => {
  it('says so where bytes are missing or a number never ends', () => {
    const short = new ByteReader(Buffer.from([0x80]));
    short.varint();
    assert.ok(short.isBroken);
    const endless = new ByteReader(Buffer.alloc(20, 0xff));
    endless.varint();
    assert.ok(endless.isBroken);
    const doubled = new ByteReader(Buffer.alloc(7));
    doubled.double();
    assert.ok(doubled.isBroken);
  });

  it('believes no count that the bytes cannot hold', () => {
    const reader = new ByteReader(Buffer.from([0xff, 0x7f]));
    assert.equal(reader.count(), 0);
    assert.ok(reader.isBroken);
  });
});
