import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Reauthentication } from '#identity/api';
import { Context, ID, IfMatch, Requires, type Ctx } from '#kernel/api';
import { AskSignature, SigningIntentView } from '../records/forms.messages.js';
import { SignatureMaker } from './signature-maker.js';
import { SigningService } from './signing.service.js';

/** Signing asks the identity provider to authenticate the person again. */
@Controller()
export class SigningController {
  constructor(
    private readonly maker: SignatureMaker,
    private readonly signing: SigningService,
    private readonly reauthentication: Reauthentication,
  ) {}

  /** Asks to sign the content that was read; the browser then goes to `redirectTo`. */
  @Post('forms/:id/signing-intents')
  @Requires(['read', 'Form'])
  async askSignature(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() body: AskSignature,
  ): Promise<SigningIntentView> {
    return this.maker.intend(ctx, id, version, body);
  }

  /** A page of the browser, not of the API: goes to the provider, which comes back signed. */
  @Get('signing-intents/:id/authenticate')
  @Requires(['read', 'Form'])
  @ApiExcludeEndpoint()
  async authenticateToSign(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.reauthentication.begin(request, response, await this.signing.aimOf(ctx, id));
  }
}
