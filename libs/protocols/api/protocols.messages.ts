/** A version of a protocol, whole, as the browser draws it. Immutable: it may be cached for ever. */
export class ProtocolVersionView {
  id!: string;
  code!: string;
  version!: number;
  sha256!: string;
  importedAt!: string;
  /** The document, as `Protocol` of the protocols domain. */
  document!: Record<string, unknown>;
}
