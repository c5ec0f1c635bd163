import { zigzag } from './zigzag';

/** Bytes that grow while numbers are written into them. */
export class ByteWriter {
  private bytes = Buffer.allocUnsafe(1_024);
  private size = 0;

  /** Writes a whole number from 0 to 2^53 - 1 in groups of seven bits, the lowest first (LEB128). */
  varint(value: number): void {
    this.reserve(LONGEST_VARINT_BYTES);
    let rest = value;
    // Bit operations are much faster, but know 31 bits only.
    for (; rest > 0x7fff_ffff; rest = Math.floor(rest / 128)) this.push((rest % 128) | 0x80);
    for (; rest > 0x7f; rest >>>= 7) this.push((rest & 0x7f) | 0x80);
    this.push(rest);
  }

  /** Writes a whole number of either sign; those near 0 are short. */
  signed(value: number): void {
    this.varint(zigzag(value));
  }

  double(value: number): void {
    this.reserve(8);
    this.bytes.writeDoubleLE(value, this.size);
    this.size += 8;
  }

  /** All that was written so far; valid until more is. */
  written(): Buffer {
    return this.bytes.subarray(0, this.size);
  }

  private push(byte: number): void {
    this.bytes[this.size] = byte;
    this.size += 1;
  }

  private reserve(count: number): void {
    if (this.size + count <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(this.bytes.length * 2 + count);
    this.bytes.copy(larger, 0, 0, this.size);
    this.bytes = larger;
  }
}

const LONGEST_VARINT_BYTES = 8;
