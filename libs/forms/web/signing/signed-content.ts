import type { FormView } from '#api-client';
import { conductOf } from '#forms/domain';
import { capitalised } from '#kernel/domain';
import {
  applicability,
  displayValue,
  gaps,
  say,
  signatureRules,
  valueAt,
  type Applicability,
  type ApplicableItem,
  type Form,
  type Gap,
  type Protocol,
  type SignatureRule,
  type Values,
} from '#protocols/domain';

export interface SignedLine {
  readonly key: string;
  readonly label: string;
  /** Empty when there is no answer. */
  readonly text: string;
}

export interface SignedBlock {
  readonly key: string;
  /** `Traitement 2`; not given for what stands outside groups. */
  readonly title?: string;
  /** A row of a repeating group, and not answers that stand by themselves. */
  readonly isRow: boolean;
  readonly lines: readonly SignedLine[];
}

export interface SignedSection {
  readonly code: string;
  readonly title: string;
  readonly blocks: readonly SignedBlock[];
}

export interface SignedContent {
  readonly rule: SignatureRule | undefined;
  readonly sections: readonly SignedSection[];
  /** What still prevents it, each leading to its field; without words where an answer only lacks. */
  readonly gaps: readonly SignedLine[];
}

/** What a signature in that role says yes to: the sections that it covers, as people read them, and what still prevents it. */
export function signedContent(view: FormView, protocol: Protocol, role: SignatureRule['role']): SignedContent {
  const form = protocol.forms.find(({ code }) => code === view.code);
  const rule = form && signatureRules(form).find((each) => each.role === role);
  if (!form || !rule) return { rule, sections: [], gaps: [] };
  const [values, env] = [view.values as Values, { ...view.env, today: view.today }];
  const found = applicability(form, values, env);
  const covered = found.sections.filter(({ code }) => rule.covers.includes(code));
  const sections = covered.map((section) => {
    const lineAt = ({ key, item }: ApplicableItem): SignedLine => ({
      key,
      label: item.label,
      text: displayValue(item, valueAt(found.values, key), protocol.codeLists),
    });
    const own = found.items.filter((each) => each.section === section);
    const blocks: { key: string; title?: string; isRow: boolean; lines: SignedLine[] }[] = [];
    for (const content of section.content) {
      if (content.type !== 'group') {
        const at = own.find(({ key }) => key === content.code);
        const last = blocks.at(-1);
        if (at && last && !last.isRow) last.lines.push(lineAt(at));
        else if (at) blocks.push({ key: at.key, isRow: false, lines: [lineAt(at)] });
        continue;
      }
      const rowIds = found.groups.find(({ group }) => group === content)?.rowIds;
      // That there is none is an answer too, which is signed.
      const stated = own.find(({ key }) => key === content.code);
      if (rowIds?.length === 0)
        blocks.push({ key: content.code, isRow: true, ...(stated ? { lines: [lineAt(stated)] } : { title: content.label, lines: [] }) });
      for (const rowId of rowIds ?? [])
        blocks.push({
          key: `${content.code}/${rowId}`,
          title: titleOf(content.rowLabel, found, content.code, rowId),
          isRow: true,
          lines: own.filter((each) => each.group === content && each.rowId === rowId).map(lineAt),
        });
    }
    return { code: section.code, title: section.title, blocks };
  });
  const lacking = gaps(protocol, form, values, env, conductOf(form.kind).wholeFor(form, [role]));
  return { rule, sections, gaps: lacking.map((gap) => lineOf(gap, found, form)) };
}

function lineOf({ key, label, kind, says, section }: Gap, found: Applicability, form: Form): SignedLine {
  const at = found.items.find((each) => each.key === key);
  const row = at?.group && titleOf(at.group.rowLabel, found, at.group.code, at.rowId);
  const title = form.sections.find(({ code }) => code === section)?.title ?? '';
  return {
    key,
    label: `${row ? `${label} (${row.toLocaleLowerCase('fr')})` : label} – ${title}`,
    text: kind === 'missing' && at ? '' : say(says),
  };
}

function titleOf(rowLabel: string, found: Applicability, group: string, rowId: string | undefined): string {
  const position = found.groups.find((each) => each.group.code === group)?.rowIds.indexOf(rowId ?? '') ?? -1;
  return `${capitalised(rowLabel)} ${position + 1}`;
}
