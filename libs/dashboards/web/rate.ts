import { Pipe, type PipeTransform } from '@angular/core';

const PERCENT = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 1 });

/** `12,5 %` of a rate between 0 and 1; a dash where nothing is expected. */
export function rateInWords(rate: number | undefined): string {
  return rate === undefined ? '–' : PERCENT.format(rate);
}

@Pipe({ name: 'rate' })
export class RatePipe implements PipeTransform {
  transform(rate: number | undefined): string {
    return rateInWords(rate);
  }
}
