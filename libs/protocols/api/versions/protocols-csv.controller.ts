import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { AccessLog, Context, csvDay, csvFile, csvInstant, ID, ProducesCsv, Requires, type CsvColumn, type Ctx } from '#kernel/api';
import { CHANGE_WORDS, EFFECT_WORDS, STANDING_WORDS, standingOf } from '#protocols/domain';
import { ReadDifferences, type DifferenceView, type ProtocolVersionSummary, type ProtocolView } from '../protocols.messages.js';
import { VersionReader } from './version.reader.js';

/** A version, with the protocol that it is of, and the day on which it is read. */
interface VersionLine {
  readonly protocol: ProtocolView;
  readonly version: ProtocolVersionSummary;
  readonly today: string;
}

const VERSIONS: readonly CsvColumn<VersionLine>[] = [
  ['Protocole', ({ protocol }) => protocol.code],
  ['Médicament', ({ protocol }) => [...new Set(protocol.authorisations.map(({ medicine }) => medicine))].join(', ')],
  ['Autorisations', ({ protocol }) => protocol.authorisations.map(({ code }) => code).join(', ')],
  ['Version', ({ version }) => version.version],
  ['Titre', ({ version }) => version.title],
  ['État', ({ version, today }) => STANDING_WORDS[standingOf(version, today)]],
  ['S’applique à partir du', ({ version }) => csvDay(version.validFrom)],
  ['Fiches commencées', ({ version }) => version.forms],
  ['Patients', ({ version }) => version.patients],
  ['Importée le', ({ version }) => csvInstant(version.importedAt)],
  ['Importée par', ({ version }) => version.importedBy],
  ['Publiée le', ({ version }) => csvInstant(version.publishedAt)],
  ['Publiée par', ({ version }) => version.publishedBy],
  ['Retirée le', ({ version }) => csvInstant(version.withdrawnAt)],
  ['Retirée par', ({ version }) => version.withdrawnBy],
  ['Motif du retrait', ({ version }) => version.withdrawnReason],
];

const DIFFERENCES: readonly CsvColumn<DifferenceView>[] = [
  ['Fiche', ({ formTitle }) => formTitle ?? 'Couverture et calendrier'],
  ['Section', ({ section }) => section],
  ['Ce qui change', ({ words }) => words],
  ['Nature', ({ kind }) => CHANGE_WORDS[kind]],
  ['Pour les fiches commencées', (change) => effectsOf(change).join(', ')],
];

function effectsOf({ about, needsMapping, losesValues, breaksSignatures }: DifferenceView): readonly string[] {
  const effects = [
    ...(needsMapping ? [about === 'calendar' ? EFFECT_WORDS.keepsVisit : EFFECT_WORDS.needsMapping] : []),
    ...(losesValues ? [EFFECT_WORDS.losesValues] : []),
    ...(breaksSignatures ? [EFFECT_WORDS.breaksSignatures] : []),
    ...(about === 'calendar' ? [EFFECT_WORDS.calendar] : []),
  ];
  return effects.length > 0 ? effects : [EFFECT_WORDS.none];
}

/** Versions of protocols, and what tells two of them apart, as tables: the same rows as on screen, by the same rights. */
@Controller()
export class ProtocolsCsvController {
  constructor(
    private readonly reader: VersionReader,
    private readonly accessLog: AccessLog,
  ) {}

  /** The versions of the protocols that one may read, as CSV. */
  @Get('protocols.csv')
  @Requires(['read', 'Protocol'])
  @ProducesCsv()
  async exportProtocols(@Context() ctx: Ctx): Promise<StreamableFile> {
    await this.accessLog.record(ctx, { action: 'exported', subject: { type: 'protocol', id: '*' } });
    const { items } = await this.reader.list(ctx);
    const { today } = ctx;
    const lines = items.flatMap((protocol) => protocol.versions.map((version) => ({ protocol, version, today })));
    return csvFile('protocoles', VERSIONS, lines);
  }

  /** What the later of two versions says otherwise, as CSV. */
  @Get('protocol-versions/:id/differences.csv')
  @Requires(['read', 'Protocol'])
  @ProducesCsv()
  async exportDifferences(@Context() ctx: Ctx, @Param('id', ID) id: string, @Query() query: ReadDifferences): Promise<StreamableFile> {
    const { items, fromVersion, toVersion } = await this.reader.differences(ctx, id, query.with);
    await this.accessLog.record(ctx, { action: 'exported', subject: { type: 'protocol-differences', id }, filter: { with: query.with } });
    return csvFile(`differences-version-${fromVersion}-a-${toVersion}`, DIFFERENCES, items);
  }
}
