import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Desks, NO_TASKS } from '#kernel/api';

/** What transfers ask of people: nothing yet. */
@Injectable()
export class TransferTasks implements OnModuleInit {
  constructor(private readonly desks: Desks) {}

  onModuleInit(): void {
    this.desks.add(async () => NO_TASKS);
  }
}
