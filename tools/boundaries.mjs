/**
 * Who may import whom (docs/architecture.md, "The house"), for the lint rule that enforces it. A library sees its own
 * capability, the floors below, and the pure rules of its own floor. Which floor it stands on, its own `project.json` says.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');

const tagsOf = (file) => new Map(JSON.parse(readFileSync(file, 'utf8')).tags.map((tag) => tag.split(':')));

/** By capability. */
const FLOORS = new Map(
  readdirSync(path.join(ROOT, 'libs'))
    .flatMap((name) => ['domain', 'api', 'web'].map((room) => path.join(ROOT, 'libs', name, room, 'project.json')))
    .filter((file) => existsSync(file))
    .map((file) => tagsOf(file))
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
