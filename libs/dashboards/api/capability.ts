import { DASHBOARD_LOOKS } from '#dashboards/domain';
import { capability } from '#kernel/api';
import { DashboardsModule } from './dashboards.module.js';

export const dashboardsCapability = capability({ name: 'dashboards', module: () => DashboardsModule, looks: [DASHBOARD_LOOKS] });
