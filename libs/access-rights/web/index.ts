export { DesignationsPage } from './designations.page.js';
export { LooksPage } from './looks.page.js';
export { RulesPage } from './rules.page.js';
export { StaffPage } from './staff.page.js';
