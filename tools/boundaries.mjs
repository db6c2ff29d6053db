/**
 * Who may import whom (docs/architecture.md, "The house"), for the lint rule that enforces it. A library sees its own
 * capability, the floors below, and the pure rules of its own floor. Which floor it stands on, its own `project.json` says.
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');

const FLOORS = new Map(
  globSync('libs/*/{domain,api,web}/project.json', { cwd: ROOT })
    .map((file) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')).tags.map((tag) => tag.split(':')))
    .map((tags) => new Map(tags))
    .filter((tags) => tags.has('capability') && tags.has('floor'))
    .map((tags) => [tags.get('capability'), Number(tags.get('floor'))]),
);

const below = (floor) => Array.from({ length: floor }, (_, level) => `floor:${level}`);

export const boundaries = [
  ...[...FLOORS].map(([capability, floor]) => ({
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
