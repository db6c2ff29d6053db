/**
 * Who may import whom (docs/architecture.md, "The house"), for the lint rule that enforces it. A library sees its own
 * capability, the floors below, and the pure rules of its own floor.
 */
const FLOORS = {
  kernel: 0,
  identity: 1,
  authorisations: 1,
  protocols: 1,
  'access-rights': 2,
  patients: 2,
  forms: 3,
  calendar: 4,
  queries: 5,
  pharmacovigilance: 5,
  live: 6,
  notifications: 7,
  dashboards: 7,
};

const below = (floor) => Array.from({ length: floor }, (_, level) => `floor:${level}`);

export const boundaries = [
  ...Object.entries(FLOORS).map(([capability, floor]) => ({
    sourceTag: `capability:${capability}`,
    onlyDependOnLibsWithTags: [`capability:${capability}`, `domain:${floor}`, ...below(floor), 'capability:api-client'],
  })),
  {
    sourceTag: 'type:domain',
    onlyDependOnLibsWithTags: ['type:domain'],
    allowedExternalImports: ['@casl/ability', '@casl/ability/extra', 'tslib', 'fast-check'],
  },
  { sourceTag: 'type:api', onlyDependOnLibsWithTags: ['type:domain', 'type:api'], bannedExternalImports: ['@angular/*'] },
  {
    sourceTag: 'type:web',
    onlyDependOnLibsWithTags: ['type:domain', 'type:web', 'type:client'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg'],
  },
  { sourceTag: 'type:client', onlyDependOnLibsWithTags: ['type:client'] },
  { sourceTag: 'app:api', onlyDependOnLibsWithTags: ['type:domain', 'type:api'] },
  // Told through the API's own acts, beside the product: which imports nothing of it.
  { sourceTag: 'app:demonstration', onlyDependOnLibsWithTags: ['type:domain', 'type:api', 'app:api'] },
  { sourceTag: 'app:web', onlyDependOnLibsWithTags: ['type:domain', 'type:web', 'type:client'] },
  { sourceTag: 'app:stand-in', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'app:e2e', onlyDependOnLibsWithTags: [] },
];
