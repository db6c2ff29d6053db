import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { MatrixCell } from '#api-client';
import { type ApiProblem, Badge, Button, DayPipe, ErrorPanel, Icon, newKey, OneAtATime, toApiProblem } from '#kernel/web';
import { PatientsApi } from '#patients/web';
import { type Line, LOOKS, type Spot } from './cells.js';

interface Shown {
  readonly line: Line;
  readonly spot: Spot;
  /** Whether this person types at a hospital: what they may open is the server's answer. */
  readonly mayWrite: boolean;
}

/** What stands behind a cell of the matrix: each passage with its state and days, and the act that it asks for. */
@Component({
  selector: 'app-cell-dialog',
  imports: [Badge, Button, DayPipe, ErrorPanel, Icon, RouterLink],
  template: `
    <div class="stack">
      <div class="spread head">
        <h2 id="cell-title">{{ shown.spot.title }}</h2>
        <button appButton="quiet" type="button" (click)="dialog.close()"><app-icon name="cancel" /><span i18n>Fermer</span></button>
      </div>
      <p>
        <a class="letters" [routerLink]="['/dossiers', shown.line.row.enrolmentId]" (click)="dialog.close()">{{
          shown.line.row.letters
        }}</a>&ngsp;<span class="soft figures">{{ shown.line.row.registrationNumber }}</span
        >&ngsp;<span class="soft">{{ shown.line.row.centreName }}</span>
      </p>
      @if (problem(); as refused) {
        <app-error-panel [problem]="refused" [canRetry]="false" />
      }
      <ul>
        @for (cell of shown.spot.cells; track cell.occurrence) {
          <li>
            <span class="what">
              @if (cell.place) {
                <strong>{{ cell.place }}</strong>
              }
              <span class="soft small figures">
                @if (cell.target && cell.announced) {
                  <ng-container i18n>vers le {{ cell.target | day }}</ng-container>
                } @else if (cell.target) {
                  <ng-container i18n>le {{ cell.target | day }}</ng-container>
                } @else if (cell.state !== 'not-applicable' && cell.visit) {
                  <ng-container i18n>date pas encore connue</ng-container>
                }
                @if (cell.until && cell.until !== cell.target) {
                  <ng-container i18n>, au plus tard le {{ cell.until | day }}</ng-container>
                }
              </span>
              @if (cell.formId && cell.applicable) {
                <span class="soft small figures" i18n
                  >{{ cell.filled }} réponses sur {{ cell.applicable }}, {{ cell.missing }} manquantes</span
                >
              }
            </span>
            <app-badge [tone]="looks[cell.state].tone" [icon]="looks[cell.state].icon">{{ looks[cell.state].label }}</app-badge>
            @if (cell.formId) {
              <a
                appButton
                [routerLink]="['/dossiers', shown.line.row.enrolmentId, 'fiches', cell.formId]"
                [attr.aria-label]="act(cell) + ' ' + cell.place"
                (click)="dialog.close()"
                >{{ act(cell) }}</a
              >
            } @else if (shown.mayWrite && (cell.state === 'due' || cell.state === 'late')) {
              <button
                appButton="primary"
                type="button"
                [busy]="busy() === cell.occurrence"
                [attr.aria-label]="act(cell) + ' ' + cell.place"
                (click)="start(cell)"
              >
                {{ act(cell) }}
              </button>
            }
          </li>
        }
      </ul>
    </div>
  `,
  styles: `
    .head {
      flex-wrap: nowrap;
      align-items: flex-start;
    }
    .letters {
      letter-spacing: 0.02em;
    }
    ul {
      max-height: 60dvh;
      overflow-y: auto;
    }
    li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto 96px;
      align-items: center;
      gap: 4px 12px;
      min-height: 52px;
      padding: 6px 2px;
    }
    li + li {
      border-top: 1px solid var(--line);
    }
    .what > * {
      display: block;
    }
    @media (max-width: 640px) {
      li {
        grid-template-columns: minmax(0, 1fr) auto;
      }
      .what {
        grid-column: 1 / -1;
      }
    }
  `,
})
export class CellDialog {
  private readonly patients = inject(PatientsApi);
  private readonly router = inject(Router);
  protected readonly dialog = inject<DialogRef<void>>(DialogRef);
  protected readonly shown = inject<Shown>(DIALOG_DATA);

  protected readonly looks = LOOKS;
  /** The passage whose form is being opened. */
  protected readonly busy = signal<number | undefined>(undefined);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  /** One key for each wish, so that asking twice opens one form. */
  private readonly keys = new Map<number, string>();

  protected act({ formId, state }: MatrixCell): string {
    if (!formId) return $localize`Saisir`;
    return state === 'complete' || !this.shown.mayWrite ? $localize`Lire` : $localize`Continuer`;
  }

  @OneAtATime()
  protected async start({ form, visit, occurrence }: MatrixCell): Promise<void> {
    if (this.busy() !== undefined) return;
    const { enrolmentId } = this.shown.line.row;
    const key = this.keys.get(occurrence) ?? newKey();
    this.keys.set(occurrence, key);
    this.busy.set(occurrence);
    this.problem.set(undefined);
    try {
      const asked = { formCode: form, ...(visit !== undefined && { visitCode: visit, occurrence }) };
      const { id } = await this.patients.openForm(enrolmentId, asked, key);
      this.dialog.close();
      await this.router.navigate(['/dossiers', enrolmentId, 'fiches', id]);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(undefined);
    }
  }
}
