/**
 * Where the browser goes after signing in: a path of this application, or its home. Anything else (another site, `//host`, a backslash
 * that browsers read as a slash, a control character) is left aside.
 */
export function localPath(path: unknown): string {
  if (typeof path !== 'string' || path.length > 500) return '/';
  return /^\/(?![/\\])[\w\-./~%?=&+,:@#]*$/.test(path) ? path : '/';
}
