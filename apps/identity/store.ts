import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  readonly until: number;
}

/** Sessions, codes and grants of a stand-in, in memory: who restarts it signs in again. */
export function memoryStore(): (model: string) => Adapter {
  const kept = new Map<string, Kept>();
  const live = (key: string): AdapterPayload | undefined => {
    const found = kept.get(key);
    if (found && found.until > Date.now()) return found.payload;
    kept.delete(key);
    return undefined;
  };
  const matching = (test: (payload: AdapterPayload) => boolean): string[] =>
    [...kept].filter(([, { payload }]) => test(payload)).map(([key]) => key);

  return (model) => {
    const keyOf = (id: string) => `${model}:${id}`;
    const ofModel = (key: string | undefined) => (key?.startsWith(`${model}:`) ? live(key) : undefined);
    return {
      async upsert(id, payload, expiresIn) {
        kept.set(keyOf(id), { payload, until: expiresIn ? Date.now() + expiresIn * 1000 : Infinity });
      },
      async find(id) {
        return live(keyOf(id));
      },
      async findByUid(uid) {
        return ofModel(matching((payload) => payload.uid === uid).find((key) => key.startsWith(`${model}:`)));
      },
      async findByUserCode(userCode) {
        return ofModel(matching((payload) => payload.userCode === userCode)[0]);
      },
      async consume(id) {
        const payload = live(keyOf(id));
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      async destroy(id) {
        kept.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        // Of this model only: a sign-in under way names the grant too, and goes on.
        for (const key of matching((payload) => payload.grantId === grantId)) if (key.startsWith(`${model}:`)) kept.delete(key);
      },
    };
  };
}
