import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DayDigest } from '#kernel/api';
import { CALENDAR_TASKS, lateInWords } from '#calendar/domain';
import { CalendarTasks } from './calendar-tasks.js';

/** What the daily e-mail says is late: the very count of the home. */
@Injectable()
export class LateDigest implements OnModuleInit {
  constructor(
    private readonly digest: DayDigest,
    private readonly tasks: CalendarTasks,
  ) {}

  onModuleInit(): void {
    this.digest.on(async (ctx) => {
      const count = (await this.tasks.totals(ctx)).get(CALENDAR_TASKS.late.name) ?? 0;
      return [{ name: 'forms.late', count, words: lateInWords(count) }];
    });
  }
}
