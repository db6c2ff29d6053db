import { Body, Controller, HttpCode, Param, Post, type StreamableFile } from '@nestjs/common';
import { PASSAGE_CHANGE_WORDS, PASSAGE_WORDS } from '#protocols/domain';
import { Context, csvAnswer, csvFile, ID, ProducesCsv, ReadsOnly, Requires, type CsvColumn, type Ctx } from '#kernel/api';
import { AskPassage, type FormPassageView } from './passage.messages.js';
import { PassageReader } from './passage.reader.js';

/** One thing that would happen to a form; a form to which nothing happens has a line too. */
interface Line {
  readonly form: FormPassageView;
  readonly what?: string;
  readonly label?: string;
  readonly toLabel?: string;
  readonly old?: string;
  readonly becomes?: string;
}

const PASSAGE: readonly CsvColumn<Line>[] = [
  ['N° d’inclusion', ({ form }) => form.registrationNumber],
  ['Patient', ({ form }) => form.letters],
  ['Centre', ({ form }) => form.centreName],
  ['Fiche', ({ form }) => form.title],
  ['Devenir', ({ form }) => PASSAGE_WORDS[form.outcome]],
  ['Motif', ({ form }) => form.why],
  ['Changement', ({ what }) => what],
  ['Champ', ({ label }) => label],
  ['Champ d’arrivée', ({ toLabel }) => toLabel],
  ['Réponse avant', ({ old }) => csvAnswer(old)],
  ['Réponse après', ({ becomes }) => csvAnswer(becomes)],
];

/** What a passage of forms would do, as a table. */
@Controller()
export class PassagesCsvController {
  constructor(private readonly reader: PassageReader) {}

  /** Every form of the preview, and each of its answers that would change, as CSV. */
  @Post('protocol-versions/:id/passages/preview.csv')
  @HttpCode(200)
  @ReadsOnly()
  @Requires(['read', 'Protocol'])
  @ProducesCsv()
  async exportPassagePreview(@Context() ctx: Ctx, @Param('id', ID) id: string, @Body() body: AskPassage): Promise<StreamableFile> {
    const { forms } = await this.reader.look(ctx, await this.reader.stated(ctx, id, body), 'exported');
    return csvFile('passage', PASSAGE, forms.flatMap(linesOf));
  }
}

function linesOf(form: FormPassageView): Line[] {
  const lines: Line[] = [
    ...form.moved.map(({ label, toLabel, old, new: becomes }) => ({
      form,
      what: PASSAGE_CHANGE_WORDS.moved,
      label,
      toLabel,
      old,
      becomes,
    })),
    ...form.left.map(({ label, old }) => ({ form, what: PASSAGE_CHANGE_WORDS.left, label, old })),
    ...form.refused.map(({ label, words }) => ({ form, what: PASSAGE_CHANGE_WORDS.refused, label, old: words })),
    ...form.asked.map((label) => ({ form, what: PASSAGE_CHANGE_WORDS.asked, label })),
    ...form.hidden.map((label) => ({ form, what: PASSAGE_CHANGE_WORDS.hidden, label })),
    ...form.missing.map((label) => ({ form, what: PASSAGE_CHANGE_WORDS.missing, label })),
  ];
  return lines.length > 0 ? lines : [{ form }];
}
