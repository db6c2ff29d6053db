import type pg from 'pg';

/**
 * The database as its owner sees it, a line a thing: tables with their columns, what holds them (constraints, indexes, triggers), functions, and who may do
 * what. Tables of the job queue are another project's.
 */
export async function describeSchema(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ line: string }>(SCHEMA);
  return `${rows.map(({ line }) => line).join('\n')}\n`;
}

const OURS = `n.nspname = 'public'`;

/** Of what the role may do beyond nothing; the owner may do all. */
const GRANTS = (acl: string) =>
  `(SELECT string_agg(role.rolname || ' ' || what, ', ' ORDER BY role.rolname) FROM (
     SELECT grantee, string_agg(lower(privilege_type), ' ' ORDER BY privilege_type) AS what FROM aclexplode(${acl}) GROUP BY grantee) given
   JOIN pg_roles role ON role.oid = given.grantee AND role.rolname LIKE 'passerelle\\_%')`;

const SCHEMA = String.raw`
  WITH things AS (
    SELECT c.relname AS of, 0 AS rank, '' AS name, c.relname || coalesce(' — ' || ${GRANTS('c.relacl')}, '') AS line
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OURS} AND c.relkind IN ('r', 'v', 'S')
    UNION ALL
    SELECT c.relname, 1, a.attname, '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN '' ELSE ' null' END
        || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') || coalesce(' collate ' || quote_ident(l.collname), '')
        || coalesce(' — ' || ${GRANTS('a.attacl')}, '')
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum LEFT JOIN pg_collation l ON l.oid = a.attcollation AND l.collname <> 'default'
      WHERE ${OURS} AND c.relkind IN ('r', 'v') AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT c.relname, 2, k.conname, '  ' || k.conname || ': ' || pg_get_constraintdef(k.oid)
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${OURS} AND k.contype <> 'n'
    UNION ALL
    SELECT t.relname, 3, c.relname, '  ' || pg_get_indexdef(c.oid)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
      WHERE ${OURS} AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = c.oid)
    UNION ALL
    SELECT c.relname, 4, g.tgname, '  ' || pg_get_triggerdef(g.oid)
      FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OURS} AND NOT g.tgisinternal
    UNION ALL
    SELECT '~' || p.proname, 5, '', p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' || CASE WHEN p.prosecdef THEN ' as its owner' ELSE '' END
        || coalesce(' — ' || ${GRANTS('p.proacl')}, '')
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${OURS} AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')
  )
  SELECT of, line FROM things ORDER BY of COLLATE "C", rank, name COLLATE "C"`;
