/** A field that a reader of PDF fills: a line, or a box among those of one question. */
export type PlacedField =
  | { readonly kind: 'line'; readonly name: string; readonly label: string; readonly maxLength: number; readonly tall: boolean }
  | { readonly kind: 'box'; readonly name: string; readonly label: string; readonly code: string; readonly many: boolean };

/** Nowhere: an address that only says which field it is. */
const ORIGIN = 'https://champ.passerelle.invalid/';

/**
 * Where fields stand. A browser draws pages and knows no field; it keeps links, with their place on the page: each box is drawn as a link to
 * nowhere, in whose place its field then comes (`fillable`).
 */
export class FieldPlaces {
  private readonly fields: PlacedField[] = [];

  /** @returns the address of the link to draw */
  line(field: Omit<Extract<PlacedField, { kind: 'line' }>, 'kind'>): string {
    return this.place({ kind: 'line', ...field });
  }

  box(field: Omit<Extract<PlacedField, { kind: 'box' }>, 'kind'>): string {
    return this.place({ kind: 'box', ...field });
  }

  /** Undefined for an address that is no place of ours. */
  at(address: string): PlacedField | undefined {
    return address.startsWith(ORIGIN) ? this.fields[Number(address.slice(ORIGIN.length))] : undefined;
  }

  private place(field: PlacedField): string {
    return `${ORIGIN}${this.fields.push(field) - 1}`;
  }
}
