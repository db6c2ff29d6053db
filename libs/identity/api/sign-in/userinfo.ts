import { flatClaims } from '#identity/domain';
import { askProvider } from './endpoints.js';
import { Refusal } from './refusal.js';

const AT_MOST_CHARACTERS = 200_000;

/**
 * Who the person is, as the provider says with their access token: JSON, and of the very subject of the ID token.
 * @throws Refusal `provider-failed`, `userinfo-unreadable`, `userinfo-other-subject`.
 */
export async function readUserinfo(url: string, accessToken: string, subject: string): Promise<Readonly<Record<string, unknown>>> {
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
  const response = await askProvider(url, { headers }).catch(() => {
    throw new Refusal('provider-failed');
  });
  if (!response.ok) throw new Refusal('provider-failed');
  const claims = flatClaims(await readJson(response));
  if (claims['sub'] !== subject) throw new Refusal('userinfo-other-subject');
  return claims;
}

async function readJson(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (!/^application\/([\w.+-]+\+)?json\b/.test(type)) throw new Refusal('userinfo-unreadable');
  try {
    const text = await response.text();
    if (text.length <= AT_MOST_CHARACTERS) return JSON.parse(text);
  } catch {
    // Said below, like everything else that is not a sheet of claims.
  }
  throw new Refusal('userinfo-unreadable');
}
