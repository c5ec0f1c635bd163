/** What reads launch configurations, loaded where somebody looks at them or starts one. */
export { entryAt } from '../../launching/configurations/launchFile';
export { launchSources, readDocument } from './launchSources';
