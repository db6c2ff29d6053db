import { Body, Controller, Get, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Context, ID, OpenBeforeFactor, Problem, ReadsOnly, Requires, type Ctx } from '#kernel/api';
import { Reauthentication } from '../sign-in/reauthentication.js';
import { FactorEnrolment } from './enrolment.service.js';
import { FactorGiving } from './giving.service.js';
import { OwnFactors } from './own-factors.service.js';
import {
  FactorAdditionView,
  AppQuestion,
  EnrolApp,
  EnrolPasskey,
  FactorGiven,
  FactorRemovalView,
  GiveCode,
  GivePasskey,
  PasskeyQuestion,
  RenameFactor,
  SecondFactorView,
} from './second-factor.messages.js';
import { say } from '../say.js';

/** One's own second factor (charter C3.1): enrolled, given at each sign-in and with each fresh proof, named, removed. */
@Controller('second-factor')
export class SecondFactorController {
  constructor(
    private readonly enrolment: FactorEnrolment,
    private readonly giving: FactorGiving,
    private readonly factors: OwnFactors,
    private readonly reauthentication: Reauthentication,
  ) {}

  /** What is asked now, and one's factors. */
  @Get()
  @OpenBeforeFactor('to-enrol', 'to-give')
  @Requires('session')
  getSecondFactor(@Context() ctx: Ctx, @Req() request: Request): Promise<SecondFactorView> {
    return this.factors.view(ctx, request);
  }

  /** What the browser is asked to make a passkey. */
  @Post('passkeys/question')
  @HttpCode(200)
  @OpenBeforeFactor('to-enrol')
  @Requires('session')
  askNewPasskey(@Context() ctx: Ctx, @Req() request: Request): Promise<PasskeyQuestion> {
    return this.enrolment.askPasskey(ctx, request);
  }

  /** Keeps a passkey that the browser made. The session goes on under a new id and a new token. */
  @Post('passkeys')
  @HttpCode(204)
  @OpenBeforeFactor('to-enrol')
  @Requires('session')
  enrolPasskey(@Context() ctx: Ctx, @Req() request: Request, @Body() body: EnrolPasskey): Promise<void> {
    return this.enrolment.addPasskey(ctx, request, body);
  }

  /** The key of an authenticator app, shown this once. */
  @Post('apps/question')
  @HttpCode(200)
  @OpenBeforeFactor('to-enrol')
  @Requires('session')
  askNewApp(@Context() ctx: Ctx, @Req() request: Request): Promise<AppQuestion> {
    return this.enrolment.askApp(ctx, request);
  }

  /** Keeps an app that gave a right code. The session goes on under a new id and a new token. */
  @Post('apps')
  @HttpCode(204)
  @OpenBeforeFactor('to-enrol')
  @Requires('session')
  enrolApp(@Context() ctx: Ctx, @Req() request: Request, @Body() body: EnrolApp): Promise<void> {
    return this.enrolment.addApp(ctx, request, body);
  }

  /** What the browser is asked for a passkey that one has. */
  @Post('passkey/question')
  @HttpCode(200)
  @OpenBeforeFactor('to-give')
  @Requires('session')
  askPasskey(@Context() ctx: Ctx, @Req() request: Request): Promise<PasskeyQuestion> {
    return this.giving.askPasskey(ctx, request);
  }

  /** Gives it. After a sign-in the session goes on under a new id and a new token. */
  @Post('passkey')
  @HttpCode(200)
  @ReadsOnly()
  @OpenBeforeFactor('to-give')
  @Requires('session')
  givePasskey(@Context() ctx: Ctx, @Req() request: Request, @Body() { credential }: GivePasskey): Promise<FactorGiven> {
    return this.giving.givePasskey(ctx, request, credential);
  }

  /** Gives a code of an authenticator app. After a sign-in the session goes on under a new id and a new token. */
  @Post('code')
  @HttpCode(200)
  @ReadsOnly()
  @OpenBeforeFactor('to-give')
  @Requires('session')
  async giveCode(
    @Context() ctx: Ctx,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body() { code }: GiveCode,
  ): Promise<FactorGiven> {
    return this.giving.giveCode(ctx, request, code, (seconds) => response.setHeader('Retry-After', String(seconds)));
  }

  /** Names it. */
  @Patch('factors/:id')
  @HttpCode(204)
  @Requires('session')
  renameFactor(@Context() ctx: Ctx, @Param('id', ID) id: string, @Body() { label }: RenameFactor): Promise<void> {
    return this.factors.rename(ctx, id, label);
  }

  /** Asks to add one; the browser then goes to `redirectTo`, to prove again who one is. */
  @Post('addition')
  @HttpCode(200)
  @Requires('session')
  askFactorAddition(@Req() request: Request): FactorAdditionView {
    request.session.addition = Date.now();
    return { redirectTo: '/api/v1/second-factor/addition' };
  }

  /** A page of the browser, not of the API: goes to the provider, which comes back with one allowed to be enrolled. Asked for by `askFactorAddition` alone, once. */
  @Get('addition')
  @Requires('session')
  @ApiExcludeEndpoint()
  async authenticateToAdd(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { addition } = request.session;
    delete request.session.addition;
    if (!addition || Date.now() - addition > ASKED_MS) throw notAsked();
    await this.reauthentication.begin(request, response, { ref: '', purpose: 'adding-factor', returnTo: '/mes-sessions' });
  }

  /** Asks to remove it; the browser then goes to `redirectTo`, to prove again who one is. */
  @Post('factors/:id/removal')
  @HttpCode(200)
  @Requires('session')
  async askFactorRemoval(@Context() ctx: Ctx, @Req() request: Request, @Param('id', ID) id: string): Promise<FactorRemovalView> {
    await this.factors.demandRemovable(ctx, id);
    request.session.removal = { factorId: id, askedAt: Date.now() };
    return { redirectTo: '/api/v1/second-factor/removal' };
  }

  /** A page of the browser, not of the API: goes to the provider, which comes back with it removed. Asked for by `askFactorRemoval` alone, once. */
  @Get('removal')
  @Requires('session')
  @ApiExcludeEndpoint()
  async authenticateToRemove(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { removal } = request.session;
    delete request.session.removal;
    if (!removal || Date.now() - removal.askedAt > ASKED_MS) throw notAsked();
    await this.reauthentication.begin(request, response, { ref: removal.factorId, purpose: 'removing-factor', returnTo: '/mes-sessions' });
  }
}

const ASKED_MS = 5 * 60_000;

function notAsked(): Problem {
  return new Problem('conflict', { detail: say({ code: 'question-is-over', params: { from: 'sessions' } }) });
}
