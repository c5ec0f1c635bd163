import { listeningPorts } from '../../../src/runtime/scraping/listeningPorts';
import { readPage } from '../../../src/runtime/scraping/pageReader';
import { ScrapeSource } from '../../../src/runtime/scraping/scrapeSource';
import type { WatchedProgram } from './watchedProgram';

/** Has a program's page of metrics read from now on; returns a list that what goes wrong is added to. */
export function scrape(program: WatchedProgram, url: URL): readonly string[] {
  const problems: string[] = [];
  program.watch(
    new ScrapeSource({
      clock: program.clock,
      read: readPage,
      listening: listeningPorts,
      urlOf: () => url,
      onState: (_, problem) => {
        if (problem !== undefined) problems.push(problem);
      },
    }),
  );
  return problems;
}
