export { AccessLog, originOf, subjectOf, type Look, type Origin } from './access-log.js';
export { Audiences, type Whom } from './audiences.js';
export { Brakes } from './brakes.js';
export { capability, type Capability, type Installation } from './capability.js';
export {
  CONFIG,
  readConfig,
  readKeeper,
  readOwner,
  KEEPER_VARIABLES,
  OWNER_VARIABLES,
  variablesOf,
  type Config,
  type Keeper,
  type Owner,
} from './config.js';
export { csvAnswer, csvDay, csvFile, csvInstant, everyPage, ProducesCsv, type CsvColumn } from './csv.js';
export { Context, type ActingProfile, type ActingStaff, type Actor, type Ctx, type HandedOver, type RequestWithCtx } from './ctx.js';
export { decodeCursor, encodeCursor, type Page } from './cursor.js';
export { APPLICATION_ROLE, applicationClient, applicationDatabase, KEEPER_ROLE, ownerDatabase, unhurried } from './database.js';
export { DayDigest, digestLine, type DigestLine, type DigestPart } from './day-digest.js';
export { Day, NotBefore } from './day.js';
export { AnyQuery } from './declared-query.interceptor.js';
export { demand } from './demand.js';
export { runEffects } from './effects.js';
export { FairTurns } from './fair-turns.js';
export { faultPoint } from './faults.js';
export { Health, type HealthCheck } from './health.js';
export { ID } from './id.pipe.js';
export { Idempotency, IdempotencyKey } from './idempotency.js';
export { demandCurrent, IfMatch } from './if-match.js';
export { Jobs, migrateJobs, type JobHandler, type Rhythm } from './jobs.js';
export { actorOf, Journal, lastSeqSql, SYSTEM_ACTOR } from './journal.js';
export type { JournalActor, JournalChange, JournalEntryWritten, JournalRecord, Reaction, Stream } from './journal.js';
export { kernelCapability } from './kernel.capability.js';
export { KernelModule } from './kernel.module.js';
export { LiveFeed, type LiveEntry, type LiveFollower, type LivePosition } from './live-feed.js';
export { demandPowerless, derivedLogin, openLogins } from './logins.js';
export { Mailer, MAIL_PATIENCE, type Letter, type MailOutcome } from './mail.js';
export { OwnTransactions } from './own-transactions.js';
export { PDF_FONT_SOURCE, PDF_FONT_STYLE } from './pdf-fonts.js';
export { Pdf, type PdfPage } from './pdf.js';
export { PersonRef } from './person.messages.js';
export { ProblemFilter } from './problem.filter.js';
export { Problem, type ProblemBody, type ProblemItem, type ProblemOptions } from './problem.js';
export { PROBLEMS, type ProblemCode } from './problems.js';
export { Reason } from './reason.js';
export {
  OpenBeforeFactor,
  opensBeforeFactor,
  OpenToPatient,
  opensToPatient,
  ReadsOnly,
  Requires,
  type FactorStep,
  type Requirement,
} from './requires.js';
export { sealJournal, verifyJournal, type JournalFault, type JournalVerdict, type Queryable, type Seal } from './seals.js';
export { Seals } from './seals.service.js';
export { demandServerSettings, TELLING_NAMES, wrongSettings, type ServerSettings } from './server-settings.js';
export { whyOf } from './state-why.js';
export { sharedReads } from './shared-reads.js';
export { StateWhy } from './state-why.messages.js';
export { JudgedElsewhere, SeveralLines, Sought, TextWithin } from './texts.js';
export { inThread, moduleBeside, ThreadStopped, type ThreadLimits } from './thread.js';
export { address, ConfigError, isTrial, number, readVariables, together, type Environment } from './variables.js';
export { inTransaction } from './transaction.js';
export { allowedIn, clausesSql, whereAllowed, type Columns } from './where.js';
