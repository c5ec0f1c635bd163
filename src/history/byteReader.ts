/**
 * Reads what `ByteWriter` wrote. Past the end, or where a number is longer than any that is written, it reads zeros and
 * `isBroken` tells so: whoever reads asks once, at the end.
 */
export class ByteReader {
  private position = 0;
  private broken = false;

  constructor(private readonly bytes: Buffer) {}

  /** Whether anything was read that is not there. */
  get isBroken(): boolean {
    return this.broken;
  }

  get remainingBytes(): number {
    return this.bytes.length - this.position;
  }

  varint(): number {
    let value = 0;
    let shift = 0;
    // The first four groups fit into 28 bits.
    for (; shift < 28; shift += 7) {
      const byte = this.next();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    for (let factor = 2 ** 28; factor < 2 ** 56; factor *= 128) {
      const byte = this.next();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    this.broken = true;
    return 0;
  }

  /** Reads as many numbers as the target holds: a day of a run has millions, which one by one take several times as long. */
  varints(target: Float64Array): void {
    const { bytes } = this;
    let { position } = this;
    for (let i = 0; i < target.length; i++) {
      const byte = bytes[position] ?? 0x80;
      if (byte < 0x80) {
        target[i] = byte;
        position += 1;
        continue;
      }
      const second = bytes[position + 1] ?? 0x80;
      if (second < 0x80) {
        target[i] = (byte & 0x7f) | (second << 7);
        position += 2;
        continue;
      }
      this.position = position;
      target[i] = this.varint();
      ({ position } = this);
    }
    this.position = position;
  }

  double(): number {
    if (this.remainingBytes < 8) {
      this.broken = true;
      return 0;
    }
    this.position += 8;
    return this.bytes.readDoubleLE(this.position - 8);
  }

  /** A count of things of which each takes at least one byte: one that cannot be is broken, and 0. */
  count(): number {
    const count = this.varint();
    if (count <= this.remainingBytes) return count;
    this.broken = true;
    return 0;
  }

  private next(): number {
    const byte = this.bytes[this.position];
    this.position += 1;
    if (byte === undefined) this.broken = true;
    return byte ?? 0;
  }
}
