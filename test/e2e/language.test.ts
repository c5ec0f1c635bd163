import assert from 'node:assert/strict';
import { textsOf, untranslated } from './preview/textsOfPage';
import { useWorkbench } from './useWorkbench';

/** It is called so in every language. */
const PRODUCT = 'Process Monitor';

// Only in an editor is it seen that the texts of manifest and bundle arrive; that there is one for each is unit-tested.
describe('a person whose editor speaks another language', () => {
  const workbench = useWorkbench({ isTranslated: true });

  it('finds the commands in it, with their English names below', async () => {
    const titles = await workbench().findCommands(PRODUCT);
    const [english, translated] = [false, true].map((is) => titles.filter((title) => title.includes('⟦') === is));
    assert.ok(translated && translated.length >= 5, titles.join('\n'));
    const named = translated.map((title) => title.replace(/[⟦⟧]/g, ''));
    assert.deepEqual(
      english?.filter((title) => !named.includes(title)),
      [],
    );
  });

  it('reads nothing in the panel that is not in it', async () => {
    await workbench().runCommand(`${PRODUCT}: ⟦Open Panel⟧`);
    const panel = workbench().webview();
    await panel.getByText('⟦Nothing is being monitored. Press F5, or pick a process.⟧').first().waitFor();
    const app = await panel.locator('#app').elementHandle();
    const frame = await app.ownerFrame();
    assert.ok(frame);
    const texts = await textsOf(frame);
    assert.ok(texts.length > 50, texts.join('\n'));
    assert.deepEqual(untranslated(texts, [PRODUCT]), []);
  });

  it('reads in it what a program does, in the status bar and in the panel', async () => {
    await workbench().pressF5();
    await workbench().statusBarItem('⟦running⟧').waitFor();
    const panel = workbench().webview();
    await panel.locator('.state-word').filter({ hasText: '⟦Running⟧' }).waitFor();
    await panel.locator('.process').first().waitFor();
    await workbench().screenshot('language-panel');
    // What is kept with a run, its events and its diagnosis, is the same for whoever opens the run: in English.
    const said = await panel.locator('#app :is(button, th, h2, h3, .state-word):visible').allInnerTexts();
    assert.ok(said.length > 20, said.join('\n'));
    assert.deepEqual(untranslated(said, [PRODUCT, 'node server.js']), []);
  });
});
