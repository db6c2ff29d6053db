import { Module } from '@nestjs/common';
import { AuthorisationsModule } from '#authorisations/api';
import { PatientsModule } from '#patients/api';
import { ProtocolsModule } from '#protocols/api';
import { BlankForms } from './blank-forms.service.js';
import { PaperController } from './paper.controller.js';

/** Collection on paper, of equal rank (charter chapter 2). */
@Module({
  imports: [AuthorisationsModule, PatientsModule, ProtocolsModule],
  controllers: [PaperController],
  providers: [BlankForms],
})
export class PaperModule {}
