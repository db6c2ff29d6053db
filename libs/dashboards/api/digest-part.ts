import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DayDigest } from '#kernel/api';
import { FormTasksReader } from './form-tasks.reader.js';

/** What the daily e-mail says is late: the very count of the home. */
@Injectable()
export class LateDigest implements OnModuleInit {
  constructor(
    private readonly digest: DayDigest,
    private readonly forms: FormTasksReader,
  ) {}

  onModuleInit(): void {
    this.digest.on(async (ctx) => {
      const { totals } = await this.forms.tasks(ctx, 1);
      const count = totals.get('form-late') ?? 0;
      return [{ name: 'forms.late', count, words: count === 1 ? '1 fiche est en retard' : `${count} fiches sont en retard` }];
    });
  }
}
