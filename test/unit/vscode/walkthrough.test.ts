import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { translatedManifest } from '../../support/pseudoLocale';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
  };
}

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

const TEXTS = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;

describe('the walkthrough', () => {
  const { contributes } = translatedManifest(JSON.parse(readFileSync('package.json', 'utf8')), TEXTS) as Manifest;
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  const commands = contributes.commands.map(({ command }) => command);

  it('is short, and every step can be completed by doing what it says', () => {
    assert.deepEqual(
      steps.map(({ id }) => id),
      ['run', 'panel', 'alert', 'compare'],
    );
    for (const { id, completionEvents } of steps) {
      assert.notEqual(completionEvents.length, 0, id);
      for (const event of completionEvents) assert.ok(happens(event), event);
    }
  });

  it('runs the commands that there are', () => {
    const linked = steps.flatMap(({ description }) => [...description.matchAll(/\(command:([\w.]+)/g)]);
    assert.ok(linked.length >= steps.length);
    for (const [, command = ''] of linked) {
      assert.ok(isThere(command), command);
    }
  });

  it('has a picture for every step, in no colours but those of the theme, without words', () => {
    for (const { media } of steps) {
      const picture = readFileSync(media.svg, 'utf8');
      const colours = [...picture.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour = '']) => colour);
      assert.ok(colours.length > 5, media.svg);
      assert.deepEqual(
        colours.filter((colour) => colour !== 'none' && !colour.startsWith('var(--vscode-')),
        [],
      );
      // A policy of the page forbids both.
      assert.doesNotMatch(picture, /style=|<style/);
      const words = [...picture.matchAll(/>([^<]+)<\/text>/g)].map(([, text = '']) =>
        text.replace(/\b(?:F5|MB|ms|s|gt)\b/g, ''),
      );
      assert.doesNotMatch(words.join(' '), /[a-z]/i);
      assert.notEqual(media.altText, '');
    }
  });

  /** The editor's own commands among them. */
  function isThere(command: string): boolean {
    return /^workbench\.action\.(?:debug\.(?:start|run)|openSettings)$/.test(command) || commands.includes(command);
  }

  function happens(event: string): boolean {
    const [kind, subject = ''] = event.split(':');
    if (kind === 'onCommand') return isThere(subject);
    if (kind === 'onSettingChanged') return subject in contributes.configuration.properties;
    return event === 'onContext:processMonitor.isMonitoring';
  }
});
