import type { HttpEvent, HttpHandlerFn, HttpInterceptorFn, HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, defer, from, type Observable, retry, switchMap, tap, throwError, timeout, timer } from 'rxjs';
import { type ApiProblem, offline, toApiProblem } from '../problems/api-problem.js';
import { Idle } from './idle.js';
import { ANSWER_WITHIN, OUTSIDE_LOCK, PASSIVE } from './requests.js';
import { Session } from './session.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Every failure becomes an `ApiProblem`. Outermost. */
export const problems: HttpInterceptorFn = (request, next) =>
  next(request).pipe(catchError((thrown) => throwError(() => toApiProblem(thrown))));

/** A session that ended covers the page; once the same person is back, what was refused is sent again. */
export const lockWhenSignedOut: HttpInterceptorFn = (request, next) => {
  const session = inject(Session);
  return next(request).pipe(
    catchError((thrown: unknown) => {
      const problem = toApiProblem(thrown);
      if (problem.code === 'csrf' && request.context.get(OUTSIDE_LOCK) === 'no') return withNewToken(session, request, next, problem);
      // A session that has a second factor still to give is no more open than one that ended.
      if ((problem.status !== 401 && problem.code !== 'second-factor') || request.context.get(OUTSIDE_LOCK) !== 'no')
        return throwError(() => problem);
      session.lock('expired');
      if (request.context.get(PASSIVE)) return throwError(() => problem);
      return from(session.unlocked()).pipe(switchMap(() => next(request)));
    }),
  );
};

/** The same person signed in again in another tab: their token is asked for, once, and the request goes again. */
function withNewToken(
  session: Session,
  request: HttpRequest<unknown>,
  next: HttpHandlerFn,
  refused: ApiProblem,
): Observable<HttpEvent<unknown>> {
  return from(session.tryUnlock()).pipe(
    switchMap((answer) => {
      if (answer === 'open') return next(request);
      if (answer === 'still-closed') session.lock('expired');
      return throwError(() => refused);
    }),
  );
}

/** Says that the request comes from this page, and whether a person asked for it. Innermost, so that a repeated request has the new token. */
export const marks: HttpInterceptorFn = (request, next) => {
  const session = inject(Session);
  const idle = inject(Idle);
  return defer(() => {
    const passive = request.context.get(PASSIVE) || request.context.get(OUTSIDE_LOCK) === 'passive';
    const token = session.csrfToken();
    const setHeaders: Record<string, string> = {
      ...(passive && { 'X-Passive': '1' }),
      ...(token && !READS.has(request.method) && { 'X-CSRF-Token': token }),
    };
    return next(request.clone({ setHeaders })).pipe(tap({ complete: () => !passive && idle.prolonged() }));
  });
};

/** A read that a passing failure of the network interrupted is tried twice more. */
export const patience: HttpInterceptorFn = (request, next) =>
  READS.has(request.method) && !request.context.get(PASSIVE)
    ? next(request).pipe(
        retry({
          count: 2,
          delay: (thrown, attempt) => (isPassing(thrown) ? timer(400 * attempt) : throwError(() => thrown)),
        }),
      )
    : next(request);

/** A network that neither answers nor fails is one that is cut. */
export const bounded: HttpInterceptorFn = (request, next) => {
  const limit = request.context.get(ANSWER_WITHIN);
  return limit > 0 ? next(request).pipe(timeout({ each: limit, with: () => throwError(offline) })) : next(request);
};

function isPassing(thrown: unknown): boolean {
  const { status } = toApiProblem(thrown);
  return status === 0 || status === 502 || status === 503;
}

/** In the order in which a request passes them. */
export const interceptors: HttpInterceptorFn[] = [problems, lockWhenSignedOut, patience, bounded, marks];
