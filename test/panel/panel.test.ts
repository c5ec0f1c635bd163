import { describeActions } from '../e2e/preview/actions';
import { describeChoices } from '../e2e/preview/choices';
import { describeEveryone } from '../e2e/preview/everyone';
import { describePainting } from '../e2e/preview/painting';
import { describePictures } from '../e2e/preview/pictures';
import { describeTables } from '../e2e/preview/tables';
import { describeTimeShown } from '../e2e/preview/timeShown';
import { usePreview } from '../e2e/preview/usePreview';

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
