export { DashboardsModule } from './dashboards.module.js';
export * from './home.messages.js';
