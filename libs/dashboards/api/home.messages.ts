/** One thing that waits for this person, most urgent first; one click from doing it. */
export class HomeTask {
  kind!:
    'complete' | 'sign-prescriber' | 'sign-pharmacist' | 'answer-more' | 'decide' | 'unconfirmed-mail' | 'renew-designation' | 'new-number';
  enrolmentId?: string;
  formId?: string;
  /** Letters, or the number when there is one. */
  patient?: string;
  registrationNumber?: string;
  authorisationCode?: string;
  medicine?: string;
  centreName?: string;
  /** French: what to do. */
  text!: string;
  since!: string;
}

export class HomeCount {
  label!: string;
  count!: number;
  /** The states that the list behind it shows. */
  states!: string;
}

export class HomeView {
  tasks!: HomeTask[];
  counts!: HomeCount[];
}
