import { IsString, Length, Matches } from 'class-validator';
import { Day, TextWithin, Reason, SeveralLines } from '#kernel/api';
import { endsOf, LIMITS } from '#kernel/domain';

/** A version of a protocol, whole, as the browser draws it. Once published it may be cached for ever: it never changes. */
export class ProtocolVersionView {
  id!: string;
  code!: string;
  version!: number;
  sha256!: string;
  importedAt!: string;
  /** The document, as `Protocol` of the protocols domain. */
  document!: Record<string, unknown>;
}

/** The life of a version: when it is in force, who decided so, and what was made from it. */
export class ProtocolVersionSummary {
  id!: string;
  version!: number;
  /** Of its PUT. */
  title!: string;
  state!: 'draft' | 'published' | 'withdrawn';
  /** Whether forms opened today, where the reader is, are made from it. */
  current!: boolean;
  /** The day from which forms are made from it; once published. */
  validFrom?: string;
  importedAt!: string;
  importedBy!: string;
  publishedAt?: string;
  publishedBy?: string;
  withdrawnAt?: string;
  withdrawnBy?: string;
  withdrawnReason?: string;
  /** Forms made from it, and patients whom they are about. They keep it, whatever becomes of it. */
  forms!: number;
  patients!: number;
}

/** An authorisation that follows a protocol. */
export class ProtocolFollower {
  id!: string;
  code!: string;
  medicine!: string;
  indication!: string;
}

/** A protocol and its versions, latest first. */
export class ProtocolView {
  code!: string;
  /** Those of them that the reader may see. */
  authorisations!: ProtocolFollower[];
  versions!: ProtocolVersionSummary[];
  abilities!: ('import' | 'publish' | 'withdraw' | 'pass-forms')[];
}

export class ProtocolList {
  items!: ProtocolView[];
}

export class ImportProtocol {
  /** The document, in YAML or JSON. */
  @SeveralLines()
  @IsString({ message: 'Donnez le texte du protocole.' })
  @Length(1, 1_000_000, { message: 'Donnez le texte du protocole, en 1\u00a0Mo au plus.' })
  source!: string;

  /** What the file is called, to say where its problems are. */
  @IsString({ message: 'Donnez le nom du fichier.' })
  @TextWithin(LIMITS.fileName, { missing: 'Donnez le nom du fichier.' })
  fileName!: string;
}

export class ImportedProtocol {
  id!: string;
  /** Whether this very content was there already: nothing changed. */
  known!: boolean;
  protocol!: ProtocolView;
}

export class PublishVersion {
  /** The day from which forms are made from it, where each centre is. */
  @Day()
  validFrom!: string;
}

export class WithdrawVersion {
  @Reason(...endsOf(LIMITS.shortReason))
  reason!: string;
}

export class ReadDifferences {
  /** The version to compare with, of the same protocol. */
  @Matches(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/, { message: 'Indiquez la version à laquelle comparer.' })
  with!: string;
}

/** One thing that the later version says otherwise, and what it does to what was typed. */
export class DifferenceView {
  /** Code of the form; none for the cover and the calendar. */
  form?: string;
  formTitle?: string;
  /** Title of the section of the item, in the later version or else in the former. */
  section?: string;
  item?: string;
  kind!: 'added' | 'removed' | 'changed';
  about!: string;
  words!: string;
  /** Someone must say what becomes of the answers that exist. */
  needsMapping!: boolean;
  /** Moving a signed form would void signatures. */
  breaksSignatures!: boolean;
  /** Answers may leave the data; the history keeps them. */
  losesValues!: boolean;
}

export class DifferenceList {
  /** The earlier of the two. */
  fromVersion!: number;
  toVersion!: number;
  items!: DifferenceView[];
}
