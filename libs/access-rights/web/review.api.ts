import { inject, Injectable } from '@angular/core';
import {
  Api,
  finishAccessReview,
  getAccessReview,
  listAccessReviews,
  type AccessReviewView,
  type CentreReviewPage,
  type FinishReview,
} from '#api-client';
import { ifMatch } from '#kernel/web';

/** What is not kept, by its list. */
export type NotKept = Omit<FinishReview, 'list'>;

/** What the yearly review asks of the server. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class ReviewApi {
  private readonly api = inject(Api);

  /** Who has access in one's centre. */
  mine(): Promise<AccessReviewView> {
    return this.api.invoke(getAccessReview);
  }

  finish({ list, stateVersion }: AccessReviewView, not: NotKept): Promise<AccessReviewView> {
    return this.api.invoke(finishAccessReview, { 'If-Match': ifMatch(stateVersion), body: { list, ...not } });
  }

  /** Where each centre is with its own. */
  centres(asked: { only?: 'asked'; cursor?: string }): Promise<CentreReviewPage> {
    return this.api.invoke(listAccessReviews, asked);
  }
}
