import { Pipe, type PipeTransform } from '@angular/core';
import { frenchLongDate } from '#kernel/domain';

const ZONE = 'Europe/Paris';

/** `3 mars 2026` of a day (`YYYY-MM-DD`) or of an instant as it is in Paris; `mars 1961` of a month. Empty for nothing. */
export function dayInWords(value: string | undefined | null): string {
  const day = value && value.length > 10 ? localParts(value).day : (value ?? '');
  return /^\d{4}-\d{2}/.test(day) ? frenchLongDate(day) : '';
}

/** `14:03`, in Paris. */
export function timeInWords(value: string): string {
  return localParts(value).time;
}

/** `3 mars 2026, 14:03`, in Paris. */
export function instantInWords(value: string | undefined | null): string {
  return value ? `${dayInWords(value)}, ${timeInWords(value)}` : '';
}

/** `aujourd’hui`, `hier`, `depuis 5 jours`, then the day. Days are counted as people do, by date. */
export function sinceInWords(value: string, now: Date): string {
  const days = Math.round((Date.parse(localParts(now.toISOString()).day) - Date.parse(localParts(value).day)) / 86_400_000);
  if (days <= 0) return $localize`aujourd’hui, ${timeInWords(value)}`;
  if (days === 1) return $localize`hier, ${timeInWords(value)}`;
  return days < 31 ? $localize`depuis ${days} jours` : $localize`depuis le ${dayInWords(value)}`;
}

/** `2026-11-22`, the day that an instant is in Paris: names of files sort by it. */
export function dayOf(instant: Date): string {
  return localParts(instant.toISOString()).day;
}

function localParts(value: string): { day: string; time: string } {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' }).format(new Date(value));
  return { day: text.slice(0, 10), time: text.slice(11, 16) };
}

@Pipe({ name: 'day' })
export class DayPipe implements PipeTransform {
  transform(value: string | undefined | null): string {
    return dayInWords(value);
  }
}

@Pipe({ name: 'instant' })
export class InstantPipe implements PipeTransform {
  transform(value: string | undefined | null): string {
    return instantInWords(value);
  }
}

@Pipe({ name: 'time' })
export class TimePipe implements PipeTransform {
  transform(value: string): string {
    return timeInWords(value);
  }
}

@Pipe({ name: 'since' })
export class SincePipe implements PipeTransform {
  transform(value: string): string {
    return sinceInWords(value, new Date());
  }
}
