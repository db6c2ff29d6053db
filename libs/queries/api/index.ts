export * from './bulk/bulk.messages.js';
export { BulkRunner } from './bulk/bulk.runner.js';
export { queriesCapability } from './capability.js';
export * from './queries.messages.js';
export * from './query-filters.messages.js';
export { liveQueries } from './query-tasks.js';
export { QUERY_COLUMNS } from './query.store.js';
export * from './review-forms.messages.js';
export * from './review-values.messages.js';
