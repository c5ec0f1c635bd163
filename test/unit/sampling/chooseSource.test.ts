import assert from 'node:assert/strict';
import { chooseSource, type ChosenSource, type Machine, type SourceSetting } from '../../../src/sampling/chooseSource';
import { FakeClock } from '../../support/fakeClock';

function choose(setting: SourceSetting, machine: Machine): ChosenSource {
  const chosen = chooseSource(setting, machine, new FakeClock());
  chosen.source.dispose();
  return chosen;
}

describe('chooseSource', () => {
  const linux: Machine = { platform: 'linux', procfsRoot: 'test/fixtures/procfs' };
  const withoutProcfs: Machine = { platform: 'linux', procfsRoot: 'test/fixtures/none' };

  it('prefers procfs where there is one', () => {
    for (const setting of ['auto', 'procfs'] as const) {
      const { source, fallbackReason } = choose(setting, linux);
      assert.equal(source.name, 'procfs');
      assert.equal(fallbackReason, undefined);
    }
  });

  it('takes pidusage when asked to, and by itself on other systems, without a reason to tell', () => {
    const choices = [choose('pidusage', linux), choose('auto', { platform: 'darwin' }), choose('auto', withoutProcfs)];
    for (const { source, fallbackReason } of choices) {
      assert.equal(source.name, 'pidusage');
      assert.equal(fallbackReason, undefined);
    }
  });

  it('says why procfs was asked for and did not come', () => {
    assert.match(choose('procfs', { platform: 'win32' }).fallbackReason ?? '', /no procfs on win32/);
    assert.match(choose('procfs', withoutProcfs).fallbackReason ?? '', /none cannot be read/);
    assert.equal(choose('procfs', withoutProcfs).source.name, 'pidusage');
  });
});
