/** Room that a copied column gets behind its values, so that it is copied once in so many appends. */
const SPARE = 512;

/** How far each buffer is filled, in elements: whatever lies beyond belongs to no column yet. */
const filled = new WeakMap<ArrayBufferLike, number>();

/**
 * A column with values behind it. Neither column given is changed: new values go into the free room behind the head
 * where the head is the last in its buffer, and else into a copy. So a minute of appends to an hour of seconds costs
 * one copy, not sixty.
 */
export function appended(head: Float64Array, tail: Float64Array): Float64Array {
  const { buffer, byteOffset, length } = head;
  const start = byteOffset / Float64Array.BYTES_PER_ELEMENT;
  const end = start + length;
  const hasRoom = end + tail.length <= buffer.byteLength / Float64Array.BYTES_PER_ELEMENT;
  if (filled.get(buffer) !== end || !hasRoom) return appended(withRoom(head, tail.length), tail);
  filled.set(buffer, end + tail.length);
  const whole = new Float64Array(buffer, byteOffset, length + tail.length);
  whole.set(tail, length);
  return whole;
}

function withRoom(column: Float64Array, room: number): Float64Array {
  const { length } = column;
  const copy = new Float64Array(length + room + SPARE).subarray(0, length);
  copy.set(column);
  filled.set(copy.buffer, length);
  return copy;
}
