import { Body, Controller, Get, HttpCode, Param, Post, type StreamableFile } from '@nestjs/common';
import {
  Context,
  csvAnswer,
  csvDay,
  csvFile,
  csvInstant,
  ID,
  ProducesCsv,
  ReadsOnly,
  Requires,
  type CsvColumn,
  type Ctx,
} from '#kernel/api';
import { AWAITED_WORDS, stateInWords } from '#patients/domain';
import { EnrolmentReader } from './enrolment.reader.js';
import { JournalReader } from '../journal/journal.reader.js';
import { SearchEnrolments, type EnrolmentSummary, type JournalChangeView, type JournalEntryView } from '../patients.messages.js';

const PATIENTS: readonly CsvColumn<EnrolmentSummary>[] = [
  ['Numéro d’enregistrement', ({ registrationNumber }) => registrationNumber],
  ['Nom (3 lettres)', ({ patient }) => patient.familyLetters],
  ['Prénom (2 lettres)', ({ patient }) => patient.givenLetters],
  ['Naissance', ({ patient }) => csvDay(patient.birth)],
  ['Sexe', ({ patient }) => patient.sex],
  ['Autorisation', ({ authorisationCode }) => authorisationCode],
  ['Médicament', ({ medicine }) => medicine],
  ['Centre', ({ centreName }) => centreName],
  ['État de la demande', (line) => stateInWords(line).label],
  ['En attente de', ({ awaits }) => awaits.map((each) => AWAITED_WORDS[each]).join(', ')],
  ['Prescripteur', ({ prescriber }) => prescriber.name],
  ['Champs manquants', ({ missing }) => missing],
  ['Créée le (heure de Paris)', ({ createdAt }) => csvInstant(createdAt)],
  ['Modifiée le (heure de Paris)', ({ changedAt }) => csvInstant(changedAt)],
];

/** A line a change; an entry without any is a line too. */
interface JournalLine {
  readonly entry: JournalEntryView;
  readonly change?: JournalChangeView;
}

const JOURNAL: readonly CsvColumn<JournalLine>[] = [
  ['N°', ({ entry }) => entry.seq],
  ['Le (heure de Paris)', ({ entry }) => csvInstant(entry.at)],
  ['Par', ({ entry }) => entry.actorName],
  ['Centre', ({ entry }) => entry.centreName],
  ['Acte', ({ entry }) => entry.text],
  ['Champ', ({ change }) => change?.label],
  ['Avant', ({ change }) => csvAnswer(change?.old)],
  ['Après', ({ change }) => csvAnswer(change?.new)],
  ['Motif', ({ change }) => change?.reason],
];

/** The lists of patients and journals as tables: the same rows, by the same rights. */
@Controller('enrolments')
export class PatientsCsvController {
  constructor(
    private readonly reader: EnrolmentReader,
    private readonly journal: JournalReader,
  ) {}

  /** The whole list that a search gives, as CSV. */
  @Post('search.csv')
  @HttpCode(200)
  @ReadsOnly()
  @Requires(['read', 'Enrolment'])
  @ProducesCsv()
  async exportEnrolments(@Context() ctx: Ctx, @Body() search: SearchEnrolments): Promise<StreamableFile> {
    return csvFile('patients', PATIENTS, await this.reader.export(ctx, search));
  }

  /** The whole journal of a file, as CSV. */
  @Get(':id/journal.csv')
  @Requires(['read', 'Enrolment'])
  @ProducesCsv()
  async exportJournal(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<StreamableFile> {
    return csvFile('journal', JOURNAL, linesOf(await this.journal.export(ctx, id)));
  }
}

async function* linesOf(entries: AsyncIterable<JournalEntryView>): AsyncGenerator<JournalLine> {
  for await (const entry of entries) {
    if (entry.changes.length === 0) yield { entry };
    for (const change of entry.changes) yield { entry, change };
  }
}
