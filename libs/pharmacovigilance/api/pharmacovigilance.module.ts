import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthorisationsModule } from '#authorisations/api';
import { FormsModule } from '#forms/api';
import { PatientsModule } from '#patients/api';
import { ProtocolsModule } from '#protocols/api';
import { CaseReactions } from './case-reactions.js';
import { CaseTasks } from './case-tasks.js';
import { CaseReader } from './case.reader.js';
import { CaseService } from './case.service.js';
import { CaseStore } from './case.store.js';
import { CasesCsvController } from './cases-csv.controller.js';
import { CasesController } from './cases.controller.js';
import { ChannelReader } from './channel.reader.js';
import { Dictionaries } from './dictionaries.js';
import { Transmissions } from './transmission.service.js';
import { Case, Coding, Declaration } from './entities.js';

/** Declarations of adverse effects and special situations: received at their first save, taken in charge, coded (charter P3). */
@Module({
  imports: [TypeOrmModule.forFeature([Case, Declaration, Coding]), AuthorisationsModule, FormsModule, PatientsModule, ProtocolsModule],
  controllers: [CasesController, CasesCsvController],
  providers: [CaseReactions, CaseTasks, CaseStore, CaseReader, CaseService, Transmissions, ChannelReader, Dictionaries],
})
export class PharmacovigilanceModule {}
