import type { HttpContext } from '@angular/common/http';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ApiProblem } from './problems/api-problem.js';
import { read } from './read.js';
import { PASSIVE } from './session/requests.js';

const GONE = new ApiProblem('not-found', 'Introuvable', 404);
const CUT = new ApiProblem('offline', 'Le serveur ne répond pas.', 0);

/** A page that reads `asked`, from a server whose next answers are given. */
async function show(...answers: (string | ApiProblem)[]) {
  const contexts: (HttpContext | undefined)[] = [];
  const load = async (_: string, context?: HttpContext) => {
    contexts.push(context);
    const answer = answers.shift();
    if (typeof answer !== 'string') throw answer;
    return answer;
  };

  @Component({ template: '{{ it.value() }} {{ it.problem()?.code }}' })
  class Page {
    readonly it = read(() => 'one', load);
  }
  const fixture = TestBed.createComponent(Page);
  await fixture.whenStable();
  const { it } = fixture.componentInstance;
  const again = async () => {
    it.readAgain();
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  };
  return { it, again, contexts };
}

describe('what is read again by itself', () => {
  it('takes the place of what was shown, without a word and without prolonging the session', async () => {
    const { it, again, contexts } = await show('before', 'after');
    const read = again();
    expect([it.value(), it.loading()]).toEqual(['before', false]);
    await read;
    expect(it.value()).toBe('after');
    expect(contexts[1]?.get(PASSIVE)).toBe(true);
  });

  it('leaves what is shown when the network fails', async () => {
    const { it, again } = await show('before', CUT);
    await again();
    expect([it.value(), it.problem()]).toEqual(['before', undefined]);
  });

  it('takes from the screen what may no longer be seen', async () => {
    const { it, again } = await show('before', GONE, GONE);
    await again();
    expect([it.value(), it.refusal()?.code]).toEqual([undefined, 'not-found']);
  });

  it('does not undo what an act has just put there', async () => {
    const { it, again } = await show('before', 'older');
    const read = again();
    it.set('newer');
    await read;
    expect(it.value()).toBe('newer');
  });
});
