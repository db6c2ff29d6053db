import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each signature keeps how its author had just been recognised: provider, instant, level, means. */
export class SignatureProof1790000000165 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE signature ADD COLUMN proof jsonb`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE signature DROP COLUMN proof`);
  }
}
