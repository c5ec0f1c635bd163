import * as vscode from 'vscode';
import { decodeScrapeTargets } from '../../runtime/scraping/decodeScrapeTargets';
import type { SessionFacts } from '../../monitoring/sessionInput';
import { Owner } from '../disposables';
import { folderOf } from '../folderOf';
import { CONFIGURATION_SECTION } from '../ids';
import { writeSetting } from '../settings';
import { ToldProblems } from '../toldProblems';

const SCRAPE = 'runtime.scrape';
const SETTING = `${CONFIGURATION_SECTION}.${SCRAPE}`;

/**
 * Where programs tell their metrics, as it is set. In a workspace that is not trusted its own value is not among what the
 * editor returns. An entry that cannot be used is told once.
 */
export class ScrapeTargets extends Owner {
  /** By workspace folder; empty until asked, and again after a change. */
  private readonly byFolder = new Map<string, ReadonlyMap<string, URL>>();
  private readonly problems: ToldProblems;

  constructor(log: vscode.LogOutputChannel) {
    super();
    this.problems = new ToldProblems(log);
    this.of(undefined);
    this.register(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration(SETTING)) return;
        this.byFolder.clear();
        this.of(undefined);
      }),
    );
  }

  /** Undefined where none is set for the session's configuration. */
  urlOf(facts: SessionFacts): URL | undefined {
    return this.of(folderOf(facts)).get(facts.name);
  }

  /** Sets the target of a configuration, beside those of others. */
  async set(name: string, url: string): Promise<void> {
    const given = vscode.workspace
      .getConfiguration(CONFIGURATION_SECTION)
      .get<Readonly<Record<string, unknown>>>(SCRAPE);
    await writeSetting(SCRAPE, { ...given, [name]: url });
  }

  private of(folder: vscode.Uri | undefined): ReadonlyMap<string, URL> {
    const key = folder?.toString() ?? '';
    const known = this.byFolder.get(key);
    if (known !== undefined) return known;
    const given = vscode.workspace.getConfiguration(CONFIGURATION_SECTION, folder).get<unknown>(SCRAPE);
    const { targets, problems } = decodeScrapeTargets(given);
    this.problems.tell(problems.map(problemText));
    this.byFolder.set(key, targets);
    return targets;
  }
}

function problemText({ name, message }: { readonly name: string; readonly message: string }): string {
  return name === ''
    ? vscode.l10n.t('{0}: {1}', SETTING, message)
    : vscode.l10n.t('{0}, "{1}": {2}', SETTING, name, message);
}
