import { repositoryRoot } from './paths';
import { checkSizes, PACKAGE } from './sizeBudgets';

// Run by `npm run package`, on what it has made.
checkSizes([PACKAGE], repositoryRoot);
