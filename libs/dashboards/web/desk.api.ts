import type { HttpContext } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { Api, getHome, type HomeView } from '#api-client';

/** What the home asks of the server. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class DeskApi {
  private readonly api = inject(Api);

  /** @param each at most so many tasks of each kind. */
  home(each: number, context?: HttpContext): Promise<HomeView> {
    return this.api.invoke(getHome, { each }, context);
  }
}
