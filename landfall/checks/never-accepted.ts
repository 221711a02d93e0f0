/**
 * Codes of checks that nobody can accept, because there would be nothing right to synthesize: parts of the model are
 * missing, two things would have one id, or AWS takes none of what would be written. Everything else of LF12xx to
 * LF19xx is a rule that people may have a reason to break for a while.
 */
const neverAccepted: ReadonlySet<string> = new Set(
  Object.keys({
    LF1201: 'what is named is not there',
    LF1202: 'the account has no unit',
    LF1203: 'AWS takes an e-mail once',
    LF1204: 'two stacks would have one id',
    LF1206: 'two stacks would have one id',
    LF1207: 'Identity Center takes a name once',
    LF1208: 'AWS Organizations takes a name once',
    LF1210: 'AWS takes no longer name',
    LF1211: 'AWS takes no deeper unit',
    LF1212: 'AWS takes no such name',
    LF1213: 'AWS takes no such name',
    LF1214: 'AWS takes no such e-mail',
    LF1307: 'the landing zone has no id to name',
    LF1308: 'Control Tower takes two accounts',
    LF1320: 'there is no id to refer to',
    LF1321: 'the landing zone would make units of its own',
    LF1330: 'AWS moves no unit',
    LF1390: 'the stack would wait for ever',
    LF1402: 'there is no policy to write',
    LF1403: 'AWS takes no larger policy',
    LF1404: 'there is no ARN to refer to',
    LF1406: 'Identity Center takes no such group',
    LF1409: 'there is no domain to assign to',
    LF1503: 'there is no range to cut from',
    LF1504: 'there is no range to give',
    LF1506: 'two VPCs would have one range',
    LF1601: 'there is no policy to write',
    LF1602: 'there is no policy to write',
    LF1603: 'AWS takes no larger policy',
    LF1606: 'the policy would hold a variable',
    LF1607: 'AWS takes no such policy',
    LF1610: 'Control Tower takes no control there',
    LF1640: 'there is no identifier to write',
    LF1702: 'there is no template to write',
    LF1703: 'AWS makes no product without version',
    LF1704: 'there is no bucket for templates',
    LF1710: 'there is no blueprint to render',
    LF1711: 'there is no stack to render',
    LF1901: 'the landing zone cannot be where it is not',
    LF1902: 'Control Tower takes a Region once',
  }),
);

/** Whether a finding of that code can be accepted: one of a check about what is described, if stacks can be made. */
export function canBeAccepted(code: string): boolean {
  return /^LF1[2-9]\d\d$/.test(code) && !neverAccepted.has(code);
}
