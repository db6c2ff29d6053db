import { Component, computed, inject, signal } from '@angular/core';
import { roleTitle } from '#kernel/domain';
import { CsvLink, EmptyState, PageHeader, read, Session, Unread } from '#kernel/web';
import { AccessApi } from './access.api.js';
import { MyAccessPart } from './my-access.js';

/** Who may do what, in words: the very rules that are enforced (charter C5.7). */
@Component({
  selector: 'app-rules-page',
  imports: [CsvLink, EmptyState, MyAccessPart, PageHeader, Unread],
  templateUrl: './rules.page.html',
  styles:
    '.rules { margin-bottom: 12px; } .search { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 24px; margin-bottom: 16px; } .search .input { flex: 0 1 420px; } td { vertical-align: top; } th[scope="row"] { font-weight: var(--weight-strong); vertical-align: top; }',
})
export class RulesPage {
  private readonly api = inject(AccessApi);
  private readonly session = inject(Session);

  protected readonly list = read(
    () => true,
    () => this.api.rules(),
  );
  protected readonly search = signal('');
  /** One reads first what concerns oneself. */
  protected readonly onlyMine = signal(true);
  protected readonly myRole = computed(() => roleTitle(this.session.role()));
  protected readonly rows = computed(() => {
    const words = folded(this.search()).split(/\s+/).filter(Boolean);
    const mine = this.onlyMine() ? folded(this.myRole()) : '';
    return (this.list.value()?.items ?? []).filter((rule) => {
      if (!folded(rule.who).includes(mine)) return false;
      const text = folded(Object.values(rule).join(' '));
      return words.every((word) => text.includes(word));
    });
  });

  protected type(event: Event): void {
    this.search.set((event.target as HTMLInputElement).value);
  }
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
