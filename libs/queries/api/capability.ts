import { capability } from '#kernel/api';
import { QUERY_ACTS, QUERY_TASKS, QUERY_LOOKS } from '#queries/domain';
import { queriesEntities } from './entities.js';
import { BulkActs1790000000142 } from './migrations/bulk-acts.js';
import { Queries1790000000012 } from './migrations/queries.js';
import { QueryMessages1790000000172 } from './migrations/query-messages.js';
import { QueryOnFat1790000000161 } from './migrations/query-on-fat.js';
import { QueryReminders1790000000141 } from './migrations/query-reminders.js';
import { QueriesModule } from './queries.module.js';

export const queriesCapability = capability({
  name: 'queries',
  module: () => QueriesModule,
  entities: queriesEntities,
  migrations: [
    Queries1790000000012,
    QueryReminders1790000000141,
    BulkActs1790000000142,
    QueryOnFat1790000000161,
    QueryMessages1790000000172,
  ],
  acts: [QUERY_ACTS],
  tasks: [QUERY_TASKS],
  looks: [QUERY_LOOKS],
});
