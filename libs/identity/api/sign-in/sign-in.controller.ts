import { Controller, Get, Logger, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { localPath, type FactorDue } from '#identity/domain';
import { AnyQuery, Brakes, Problem, Requires } from '#kernel/api';
import { factorPage } from '../second-factor/factor-gate.js';
import type { RequestWithActor } from '../session.js';
import { Authentication, Refused, type Authenticated } from './authentication.js';
import { leadTo } from './lead-to.js';
import type { PendingSignIn } from './pending-sign-ins.js';
import { freshAuthentication, Reauthentication } from './reauthentication.js';
import { Refusal } from './refusal.js';
import { SignInService } from './sign-in.service.js';

/** Addresses that browsers visit, not calls: each answer is a redirection, and says what went wrong in the page's address. */
@ApiExcludeController()
@Controller('sign-in')
export class SignInController {
  private readonly logger = new Logger(SignInController.name);

  constructor(
    private readonly authentication: Authentication,
    private readonly signIn: SignInService,
    private readonly reauthentication: Reauthentication,
    private readonly brakes: Brakes,
  ) {}

  /** Each visit of a stranger writes a session: one address does not fill the table. */
  @Get(':provider')
  @Requires('nothing')
  async begin(
    @Req() request: Request,
    @Res() response: Response,
    @Param('provider') id: string,
    @Query('returnTo') returnTo?: string,
  ): Promise<void> {
    const provider = this.authentication.find(id).id;
    try {
      if (!(await this.brakes.admitsSignIn(request))) throw new Problem('too-many-requests');
      const fresh = request.session.mustProve && { fresh: true };
      await this.authentication.begin(request, response, provider, { purpose: 'sign-in', returnTo: localPath(returnTo), ...fresh });
    } catch (thrown) {
      this.refuse(response, thrown);
    }
  }

  @Get(':provider/callback')
  @Requires('nothing')
  @AnyQuery()
  async callback(@Req() request: RequestWithActor, @Res() response: Response, @Param('provider') id: string): Promise<void> {
    this.authentication.find(id);
    let pending: Aim | undefined;
    try {
      const authenticated = await this.authentication.finish(request, response, id);
      pending = authenticated.pending;
      leadTo(response, await this.conclude(request, authenticated));
    } catch (thrown) {
      this.refuse(response, thrown, aimOf(request, thrown instanceof Refused ? thrown.pending : pending), pageOf(request));
    }
  }

  /** @returns where the browser goes: to the provider again, when it recognised someone who must prove again who they are. */
  private async conclude(request: RequestWithActor, authenticated: Authenticated): Promise<string> {
    if (authenticated.pending.purpose !== 'sign-in') return this.reauthentication.conclude(request, authenticated);
    // Asked before any proof is: a session of theirs that ends elsewhere moves the moment since when one must have proved oneself, and this one goes on.
    if (this.signIn.isThere(request, authenticated)) return placeOf(authenticated.pending, request.actor?.secondFactor);
    if (request.session.mustProve && !freshAuthentication(authenticated)) throw new Refusal('not-proved');
    if (await this.signIn.isStale(authenticated)) {
      const { pending, provider } = authenticated;
      if (pending.fresh) throw new Refusal('not-proved');
      request.session.mustProve = true;
      return `/api/v1/sign-in/${provider.id}?returnTo=${encodeURIComponent(pending.returnTo)}`;
    }
    const leftBy = leaverOf(request);
    const place = placeOf(authenticated.pending, await this.signIn.enter(request, authenticated));
    const isTheirs = leftBy === undefined || leftBy === request.session.signedIn?.personId;
    return isTheirs ? place : pageWith('someone-else', { purpose: 'sign-in', returnTo: place });
  }

  /** A failed signature goes back to its form while its session is open, a failed sign-in to the sign-in page. */
  private refuse(response: Response, thrown: unknown, pending?: Aim, signInPage = '/connexion'): void {
    const code = thrown instanceof Refusal || thrown instanceof Problem ? thrown.code : 'unexpected';
    if (code === 'unexpected') this.logger.error({ name: (thrown as Error).name, stack: (thrown as Error).stack });
    else this.logger.warn({ message: 'A sign-in was refused.', code });
    leadTo(response, pageWith(code, pending, signInPage));
  }
}

type Aim = Pick<PendingSignIn, 'purpose' | 'returnTo'>;

/** Whose session ended meanwhile signs in first, and then goes back where they proved themselves for. */
function aimOf({ actor }: RequestWithActor, aim: Aim | undefined): Aim | undefined {
  return aim && !actor ? { ...aim, purpose: 'sign-in' } : aim;
}

/** Where what happened is said, and from where one goes on to where one wanted. */
function pageWith(code: string, aim: Aim | undefined, signInPage = '/connexion'): string {
  const page = aim && aim.purpose !== 'sign-in' ? aim.returnTo : signInPage;
  const wanted = aim?.purpose === 'sign-in' && aim.returnTo !== '/' ? `&retour=${encodeURIComponent(aim.returnTo)}` : '';
  return `${page}${page.includes('?') ? '&' : '?'}probleme=${code}${wanted}`;
}

/** Whose screen is locked here, or who handed this device to a patient. */
function leaverOf({ session }: Request): string | undefined {
  return session.signedIn?.handedOver ? session.signedIn.personId : session.leftBy;
}

/** Where one wanted to go; before that, to the second factor that is asked of them. */
function placeOf({ returnTo }: PendingSignIn, due: FactorDue | undefined): string {
  return due ? factorPage(returnTo) : returnTo;
}

/** Where a failed sign-in is told: on a device handed to a patient, at the questionnaire. */
function pageOf({ session }: Request): string {
  return session.signedIn?.handedOver ? '/questionnaire' : '/connexion';
}
