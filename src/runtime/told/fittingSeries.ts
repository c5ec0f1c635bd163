import { isSafeName } from '../../shared/agentFrames';
import type { NamedSeries } from '../namedSeries';
import { labelled } from './labelled';
import { TOLD_LIMITS, type ToldSeries } from './toldSeries';

/** The series that are within the bounds, the first ones where there are too many, and how many are not. */
export function fittingSeries(
  series: readonly ToldSeries[],
  names: NamedSeries,
): { readonly series: readonly ToldSeries[]; readonly dropped: number } {
  const kept: ToldSeries[] = [];
  let room: number = TOLD_LIMITS.series;
  for (const one of series) {
    if (!fits(one) || !names.mayName(`${one.type}${labelled(one).attributes}`)) continue;
    room -= roomFor(one);
    if (room < 0) break;
    kept.push(one);
  }
  return { series: kept, dropped: series.length - kept.length };
}

/** A histogram becomes three percentiles and a count. */
function roomFor({ type }: ToldSeries): number {
  return type === 'histogram' ? 4 : 1;
}

function fits({ name, attributes }: ToldSeries): boolean {
  return (
    isName(name, TOLD_LIMITS.nameLength) &&
    attributes.length <= TOLD_LIMITS.attributes &&
    attributes.every(
      ([key, value]) => isName(key, TOLD_LIMITS.attributeLength) && value.length <= TOLD_LIMITS.attributeLength,
    )
  );
}

/** Whether it may stand where objects have keys, and among attributes as text. */
function isName(text: string, most: number): boolean {
  return text !== '' && text.length <= most && isSafeName(text) && !/[",=]/.test(text);
}
