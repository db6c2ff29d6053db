import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Context, OpenBeforeFactor, OpenToPatient, Requires, type Ctx } from '#kernel/api';
import { AskDeviceKey, ChooseProfile, DeviceKeyView, SessionView, SignedOutView } from './identity.messages.js';
import type { RequestWithActor } from './session.js';
import { SessionsService } from './sessions.service.js';

/** Who is signed in, and where they are working. */
@Controller('session')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  /** Who is signed in; it does not prolong the session. */
  @Get()
  @Requires('nothing')
  getSession(@Req() request: Request): Promise<SessionView> {
    return this.sessions.view(request as RequestWithActor);
  }

  /** The key under which this person's unsaved answers stay on their devices; a device handed over gets its questionnaire's alone. No cache keeps it. */
  @Get('device-key')
  @OpenToPatient()
  @Requires('session')
  getDeviceKey(@Context() ctx: Ctx, @Query() { questionnaire }: AskDeviceKey): DeviceKeyView {
    return this.sessions.deviceKey(ctx, questionnaire);
  }

  /** Chooses the profile to work in, under a new session and a new token. */
  @Post('profile')
  @HttpCode(200)
  @Requires('session')
  chooseProfile(@Context() ctx: Ctx, @Req() request: Request, @Body() body: ChooseProfile): Promise<SessionView> {
    return this.sessions.choose(ctx, request, body.profileId);
  }

  /** Ends the session of a screen that locks: anyone who comes back proves who they are, whatever the provider remembers. */
  @Post('lock')
  @HttpCode(204)
  @OpenBeforeFactor('to-enrol', 'to-give')
  @Requires('session')
  lockSession(@Context() ctx: Ctx, @Req() request: Request): Promise<void> {
    return this.sessions.lock(ctx, request);
  }

  /** Ends the session here, and says where to end it at the provider. */
  @Post('sign-out')
  @HttpCode(200)
  @OpenBeforeFactor('to-enrol', 'to-give')
  @Requires('session')
  signOut(@Context() ctx: Ctx, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SignedOutView> {
    return this.sessions.signOut(ctx, request, response);
  }
}
