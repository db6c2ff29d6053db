export { queriesEntities, QueryRecord } from './entities.js';
export { Queries1790000000012 } from './migrations/queries.js';
export { QueryOnFat1790000000161 } from './migrations/query-on-fat.js';
export { QueryMessages1790000000172 } from './migrations/query-messages.js';
export * from './queries.messages.js';
export { QueriesModule } from './queries.module.js';
export * from './query-filters.messages.js';
export { QUERY_COLUMNS } from './query.store.js';
export * from './review-values.messages.js';
