import { z } from 'zod';
import { checkOrganization } from '../../landfall/checks';
import { FactReader } from '../../landfall/model/facts';
import { policyText, policyVariables } from '../../landfall/model/policy-text';

const list = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const document = z.object({
  Statement: z.array(
    z.object({
      Action: list.optional(),
      Resource: list.optional(),
      Condition: z.object({ ArnNotLike: z.object({ 'aws:PrincipalArn': list }).optional() }).optional(),
    }),
  ),
});

/** AWS itself keeps everybody else from this path. Source: IAM Identity Center user guide, "Permission sets", 2026-11. */
const reserved = 'arn:aws:iam::*:role/aws-reserved/';

describe.each(['landing-zone', 'examples/minimal', 'examples/enterprise'])(
  'roles that policies of %s exempt',
  (directory) => {
    const { zone } = checkOrganization(directory);
    if (zone === undefined) throw new Error(`${directory} can't be read`);
    const variables = policyVariables(zone, new FactReader(new Map()));
    const statements = new Map(
      zone.guardrails.policies.flatMap(({ key, text, type }) =>
        type === 'service-control'
          ? [[key, document.parse(JSON.parse(policyText(text, variables).content)).Statement] as const]
          : [],
      ),
    );
    const units = new Map(zone.units.map((unit) => [unit.id, unit]));
    /** Policies on a unit and above. */
    const inForce = (id: string | undefined): readonly string[] => {
      const unit = id === undefined ? undefined : units.get(id);
      if (unit === undefined) return [];
      const own = zone.guardrails.units.find((entry) => entry.unit === unit.id)?.policies ?? [];
      return [...inForce(unit.parent), ...own];
    };

    test.each(zone.units.map(({ id }) => id))('can be made or changed by nobody else on %s', (id) => {
      const all = inForce(id).flatMap((key) => statements.get(key) ?? []);
      const exempted = all.flatMap(({ Condition }) => Condition?.ArnNotLike?.['aws:PrincipalArn'] ?? []);
      const guarded = ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy'].map(
        (action) =>
          new Set(all.filter(({ Action = [] }) => Action.includes(action)).flatMap(({ Resource = [] }) => Resource)),
      );
      const open = exempted.filter(
        (name) => !name.startsWith(reserved) && !guarded.every((resources) => resources.has(name)),
      );
      expect([...new Set(open)]).toEqual([]);
    });
  },
);
