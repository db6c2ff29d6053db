import { inject, Injectable } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';

/** `Patients – Passerelle`. Never a patient's data: titles stay in the browser's history. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);

  override updateTitle(state: RouterStateSnapshot): void {
    const name = this.buildTitle(state);
    this.title.setTitle(name ? `${name} – Passerelle` : 'Passerelle');
  }
}
