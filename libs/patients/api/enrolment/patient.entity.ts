import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A patient of one holder. The identity is what the protocol's binding items hold: empty until typed. */
@Entity('patient')
export class Patient {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') holderId!: string;
  @Column('text') familyLetters!: string;
  @Column('text') givenLetters!: string;
  /** `YYYY-MM`, or `YYYY-MM-DD` in a paediatric context. */
  @Column('text') birth!: string;
  @Column('text') sex!: '' | 'M' | 'F';
}
