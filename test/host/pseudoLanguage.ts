import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pseudoTranslation } from '../support/pseudoLocale';
import type { Scope } from './scope';
import { temporaryFolder } from './temporary';

/** The tag that stands for no language, under which software shows whether all of it can be translated. */
export const PSEUDO_LOCALE = 'qps-ploc';

/**
 * A copy of a folder of extensions (absolute) in which this extension has translations into the made-up language: of its
 * manifest, and of what it says while it runs. The scope removes it.
 */
export async function translatedExtensions(scope: Scope, extensionsFolder: string): Promise<string> {
  const copy = join(await temporaryFolder(scope, 'translated'), 'extensions');
  await cp(extensionsFolder, copy, { recursive: true });
  for (const name of await readdir(copy)) {
    if (!name.startsWith('process-monitor')) continue;
    await translate(join(copy, name), 'package.nls');
    await translate(join(copy, name, 'l10n'), 'bundle.l10n');
  }
  return copy;
}

/**
 * Lets an editor that keeps its data there know the made-up language, as an installed language pack does. The pack
 * translates nothing of the editor itself: what is in that language is the extension's.
 */
export async function addLanguagePack(dataFolder: string): Promise<void> {
  const folder = join(dataFolder, 'data');
  await mkdir(folder, { recursive: true });
  const vscode = join(folder, 'noTranslations.json');
  await writeFile(vscode, JSON.stringify({ contents: {} }));
  const pack = {
    hash: 'pseudo',
    label: PSEUDO_LOCALE,
    extensions: [{ extensionIdentifier: { id: 'process-monitor.pseudo' }, version: '1.0.0' }],
    translations: { vscode },
  };
  await writeFile(join(folder, 'languagepacks.json'), JSON.stringify({ [PSEUDO_LOCALE]: pack }));
}

async function translate(folder: string, name: string): Promise<void> {
  const texts = JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')) as Readonly<Record<string, string>>;
  await writeFile(join(folder, `${name}.${PSEUDO_LOCALE}.json`), JSON.stringify(pseudoTranslation(texts)));
}
