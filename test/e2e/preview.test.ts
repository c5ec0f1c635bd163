import { describeActions } from './preview/actions';
import { describeChoices } from './preview/choices';
import { describeEveryone } from './preview/everyone';
import { describePainting } from './preview/painting';
import { describePictures } from './preview/pictures';
import { describeTables } from './preview/tables';
import { describeTimeShown } from './preview/timeShown';
import { usePreview } from './preview/usePreview';

describe('the panel in a page with the policy of a webview', () => {
  const open = usePreview();
  describePictures(open);
  describePainting(open);
  describeTimeShown(open);
  describeChoices(open);
  describeActions(open);
  describeTables(open);
  describeEveryone(open);
});
