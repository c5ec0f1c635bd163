import type { SeriesGroup } from './seriesGroup';

/** The groups of exited processes, the earliest exit first. Exits are mostly told in order of time: adding is cheap. */
export class ExitOrder {
  private readonly groups: SeriesGroup[] = [];

  get size(): number {
    return this.groups.length;
  }

  /** The group whose process exited first; undefined when there is none. */
  get oldest(): SeriesGroup | undefined {
    return this.groups[0];
  }

  /** Takes in a group of which `endedAtMs` is set; among equals the one told first stays first. */
  add(group: SeriesGroup): void {
    const isLater = (other: SeriesGroup): boolean => (other.endedAtMs ?? 0) > (group.endedAtMs ?? 0);
    this.groups.splice(this.groups.findLastIndex((other) => !isLater(other)) + 1, 0, group);
  }

  /** Takes out a group whose process lives after all. */
  remove(group: SeriesGroup): void {
    const index = this.groups.indexOf(group);
    if (index >= 0) this.groups.splice(index, 1);
  }

  /** Takes out the group whose process exited first; undefined when there is none. */
  takeOldest(): SeriesGroup | undefined {
    return this.groups.shift();
  }
}
