export { DesignationsPage } from './designations.page.js';
export { RulesPage } from './rules.page.js';
export { StaffPage } from './staff.page.js';
