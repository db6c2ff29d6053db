import { capability } from '#kernel/api';
import { DASHBOARD_LOOKS, FEED_ACTS } from '#dashboards/domain';
import { DashboardsModule } from './dashboards.module.js';
import { DeadlineFeeds1790000000222 } from './migrations/deadline-feeds.js';

export const dashboardsCapability = capability({
  name: 'dashboards',
  module: () => DashboardsModule,
  migrations: [DeadlineFeeds1790000000222],
  acts: [FEED_ACTS],
  looks: [DASHBOARD_LOOKS],
});
