import { readFileSync } from 'node:fs';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}
interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}
interface Operation {
  readonly parameters?: readonly { readonly name: string }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

/** The API as the world sees it; `npm run openapi -- --check` keeps it equal to the code. */
const { paths, components } = JSON.parse(readFileSync('docs/api/openapi.json', 'utf8')) as {
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: { schemas: Readonly<Record<string, Schema>> };
};

const ROUTES = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path.replace('/api/v1', '')}`, operation })),
);

/** Every route that gives a list by pages, `GET /queries`: it takes a place to go on from, or tells one. */
export function pagedRoutes(): string[] {
  return ROUTES.filter(({ name, operation }) => !isTable(name) && isPaged(operation)).map(({ name }) => name);
}

/** Every route that gives a table as a file, `GET /staff.csv`. */
export function tableRoutes(): string[] {
  return ROUTES.filter(({ name }) => isTable(name)).map(({ name }) => name);
}

/** Of a table, whether the list that it is of comes by pages. */
export function isOfPages(table: string): boolean {
  return pagedRoutes().includes(table.replace(/\.csv$/, ''));
}

function isTable(name: string): boolean {
  return name.endsWith('.csv');
}

function isPaged({ parameters = [], requestBody, responses }: Operation): boolean {
  const asked = [...parameters.map(({ name }) => name), ...propertiesOf(requestBody)];
  return asked.includes('cursor') || Object.values(responses).some((each) => propertiesOf(each).includes('next'));
}

function propertiesOf({ content = {} }: Content = {}): string[] {
  const { schema } = content['application/json'] ?? {};
  const name = schema?.$ref?.split('/').at(-1);
  return Object.keys((name ? components.schemas[name] : schema)?.properties ?? {});
}
