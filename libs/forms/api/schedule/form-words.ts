import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { placeInWords } from '#forms/domain';
import { ProtocolVersions } from '#protocols/api';

/** How a form and its place are called. */
export interface FormWords {
  readonly title: string;
  readonly visitLabel: string;
  readonly place: string;
}

/** Where a form stands, as rows of `planned_form` say it. */
export interface Placed {
  readonly version: string;
  readonly form: string;
  readonly visit: string;
  readonly occurrence: number;
}

/** The words of forms, from the versions of protocols, each of which is read once. */
@Injectable()
export class FormWordsReader {
  constructor(private readonly protocols: ProtocolVersions) {}

  /** The words of these forms, in their order. */
  async of(tx: EntityManager, placed: readonly Placed[]): Promise<FormWords[]> {
    const versions = [...new Set(placed.map(({ version }) => version))];
    const protocols = new Map<string, Awaited<ReturnType<ProtocolVersions['protocol']>>>();
    for (const version of versions) protocols.set(version, await this.protocols.protocol(tx, version));
    return placed.map(({ version, form, visit, occurrence }) => {
      const protocol = protocols.get(version);
      if (!protocol) throw new Error('Every version was read above.');
      const { visits, unscheduled } = protocol.calendar;
      const label = [...visits, ...(unscheduled ? [unscheduled] : [])].find(({ code }) => code === visit)?.label;
      return {
        title: protocol.forms.find(({ code }) => code === form)?.title ?? form,
        visitLabel: label ?? visit,
        place: placeInWords(protocol, form, visit, occurrence),
      };
    });
  }
}
