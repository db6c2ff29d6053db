import { Module } from '@nestjs/common';
import { TransferTasks } from './transfer-tasks.js';

/** Patients who go from one centre to another. */
@Module({ providers: [TransferTasks] })
export class TransfersModule {}
