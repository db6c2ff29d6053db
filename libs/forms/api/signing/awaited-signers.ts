import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audiences, type JournalEntryWritten } from '#kernel/api';
import { AWAITED_SIGNERS } from '#forms/domain';
import { opensSql } from '#protocols/api';

/** Whom a first signature of the form that opens an enrolment is told: the other signer, where it awaits one (charter P1, R7). */
@Injectable()
export class AwaitedSigners implements OnModuleInit {
  constructor(private readonly audiences: Audiences) {}

  onModuleInit(): void {
    this.audiences.define(AWAITED_SIGNERS, awaited);
  }
}

async function awaited(
  tx: EntityManager,
  { stream, subject, details }: JournalEntryWritten<{ readonly role: string }>,
): Promise<readonly string[]> {
  const role = details.role === 'prescriber' ? 'pharmacist' : 'prescriber';
  const unsigned: unknown[] = await tx.query(
    `SELECT 1 FROM form_record WHERE id = $1 AND ${opensSql('form_kind')}
     AND EXISTS (SELECT FROM enrolment WHERE id = form_record.enrolment_id AND $2 = ANY(awaits))
     AND NOT EXISTS (SELECT 1 FROM signature WHERE form_id = $1 AND role = $2 AND voided_at IS NULL)`,
    [subject.id, role],
  );
  if (unsigned.length === 0) return [];
  const people: { id: string }[] = await tx.query(role === 'pharmacist' ? PHARMACISTS : PRESCRIBER, [stream.id]);
  return people.map(({ id }) => id);
}

/** Of the centre where the patient is. */
const PHARMACISTS = `SELECT person_id AS id FROM profile JOIN enrolment ON enrolment.centre_id = profile.centre_id
  WHERE enrolment.id = $1 AND profile.role = 'pharmacist' AND profile.active`;

const PRESCRIBER = 'SELECT prescriber_id AS id FROM enrolment WHERE id = $1';
