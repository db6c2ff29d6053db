import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarModule } from '#calendar/api';
import { FormsModule } from '#forms/api';
import { PatientsModule } from '#patients/api';
import { Moves } from './moves.js';
import { ReceiverTasks } from './receiver-tasks.js';
import { Transfer } from './transfer.entity.js';
import { TransferReader } from './transfer.reader.js';
import { TransferStore } from './transfer.store.js';
import { TransfersController } from './transfers.controller.js';
import { Transfers } from './transfers.service.js';
import { TransfersToCome } from './transfers-to-come.js';

/** Patients who move between centres (charter C10). */
@Module({
  imports: [TypeOrmModule.forFeature([Transfer]), CalendarModule, FormsModule, PatientsModule],
  controllers: [TransfersController],
  providers: [TransferStore, TransferReader, Transfers, Moves, TransfersToCome, ReceiverTasks],
})
export class TransfersModule {}
