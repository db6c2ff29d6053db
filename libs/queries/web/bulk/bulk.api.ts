import type { HttpContext } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import {
  Api,
  getBulkAct,
  listBulkActs,
  listBulkLines,
  putAwayBulkAct,
  resumeBulkAct,
  startBulkAct,
  stopBulkAct,
  type BulkActView,
  type BulkLinePage,
  type StartBulkAct,
} from '#api-client';

/** Acts on many: started here, done by the server whatever becomes of the page, and found again. */
@Injectable({ providedIn: 'root' })
export class BulkApi {
  private readonly api = inject(Api);

  /** @param key the same for every retry of the same wish */
  start(wish: StartBulkAct, key: string): Promise<BulkActView> {
    return this.api.invoke(startBulkAct, { 'Idempotency-Key': key, body: wish });
  }

  /** Mine, the latest first. */
  async recent(context?: HttpContext): Promise<readonly BulkActView[]> {
    return (await this.api.invoke(listBulkActs, {}, context)).items;
  }

  one(id: string, context?: HttpContext): Promise<BulkActView> {
    return this.api.invoke(getBulkAct, { id }, context);
  }

  lines(id: string, outcome: 'refused' | 'failed', cursor?: string): Promise<BulkLinePage> {
    return this.api.invoke(listBulkLines, { id, outcome, ...(cursor && { cursor }) });
  }

  act({ id }: Pick<BulkActView, 'id'>, act: BulkActView['abilities'][number]): Promise<BulkActView> {
    switch (act) {
      case 'stop':
        return this.api.invoke(stopBulkAct, { id });
      case 'resume':
        return this.api.invoke(resumeBulkAct, { id });
      case 'put-away':
        return this.api.invoke(putAwayBulkAct, { id });
    }
  }
}
