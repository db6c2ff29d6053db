export { DifferencesPage } from './differences.page.js';
export { PassagePage } from './passage.page.js';
export { ProtocolsApi } from './protocols.api.js';
export { ProtocolsPage } from './protocols.page.js';
export { VersionPage } from './version.page.js';
