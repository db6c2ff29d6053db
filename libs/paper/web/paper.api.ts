import type { HttpContext } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { Api, getSchedule, listBlankForms, type BlankFormList, type ScheduleView } from '#api-client';

/** What this capability asks of the server. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class PaperApi {
  private readonly api = inject(Api);

  blanks(authorisationId: string, context?: HttpContext): Promise<BlankFormList> {
    return this.api.invoke(listBlankForms, { id: authorisationId }, context);
  }

  schedule(enrolmentId: string, context?: HttpContext): Promise<ScheduleView> {
    return this.api.invoke(getSchedule, { id: enrolmentId }, context);
  }
}
