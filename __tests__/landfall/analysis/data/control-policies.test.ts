import {
  controlPolicy,
  controlPolicySource,
  type ControlParameters,
} from '../../../../landfall/analysis/data/control-policies';
import { regionDenyActions } from '../../../../landfall/analysis/data/region-deny-actions';
import { compiledDocument } from '../../../../landfall/analysis/evaluator/document';
import { actionsOf } from '../../../../landfall/checks/policies/known-actions';
import { controlCatalogue } from '../../../../landfall/model/control-catalogue';
import { isJson, jsonOf, type Json } from '../../../support/template';

/** AWS lists it, and services without any action of their own as well, though there is none. */
const oddities: readonly string[] = ['ec2:AttachEgressOnlyInternetGateway'];
const ours = 'arn:aws:iam::*:role/ours';
const given: ControlParameters = (name) =>
  ({
    AllowedRegions: ['eu-west-1'],
    ExemptedActions: ['s3:GetObject'],
    ExemptedPrincipalArns: [ours],
    ExemptAssumeRoot: ['true'],
  })[name] ?? [];
const none: ControlParameters = () => [];

const known = Object.entries(controlCatalogue).filter(([key]) => controlPolicySource(key) !== undefined);

function statementOf(key: string, parameters: ControlParameters): Json {
  const document = controlPolicy(key, parameters);
  expect(document === undefined ? ['no document'] : compiledDocument(document).problems).toEqual([]);
  const statements: unknown = jsonOf(document?.text ?? '{}')['Statement'];
  const statement: unknown = Array.isArray(statements) ? statements[0] : undefined;
  return isJson(statement) ? statement : {};
}

describe('policies of preventive controls', () => {
  test('are those of service control policies in the catalogue', () => {
    const expected = Object.keys(controlCatalogue).filter(
      (key) => controlCatalogue[key]?.implementation === 'service control policy',
    );
    expect(known.map(([key]) => key).sort()).toEqual(expected.sort());
    expect(controlPolicy('toString', none)).toBeUndefined();
  });

  test.each(known)('%s denies actions that there are, and says where it was read', (key) => {
    const statement = statementOf(key, given);
    const actions = [statement['Action'] ?? statement['NotAction']].flat().map(String);
    const unknown = actions.filter((action) => action !== '*' && actionsOf(action).length === 0);
    expect(unknown.filter((action) => !action.endsWith(':*') && !oddities.includes(action))).toEqual([]);
    expect(statement).toMatchObject({ Effect: 'Deny', Resource: '*' });
    expect(controlPolicySource(key)).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/controltower\//);
  });

  test.each(known.filter(([, { parameters }]) => 'ExemptedPrincipalArns' in parameters))(
    '%s spares whom its parameter names, and no more without it',
    (key) => {
      expect(JSON.stringify(statementOf(key, given))).toContain(ours);
      expect(JSON.stringify(statementOf(key, none))).not.toContain(ours);
    },
  );

  test('take the other parameters where they belong', () => {
    const regionDeny = statementOf('CT.MULTISERVICE.PV.1', given);
    expect(regionDeny['NotAction']).toEqual(['s3:GetObject', ...regionDenyActions]);
    expect(regionDeny['Condition']).toMatchObject({ StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] } });
    expect(statementOf('AWS-GR_RESTRICT_ROOT_USER', given)['Condition']).toMatchObject({
      Null: { 'aws:AssumedRoot': 'true' },
    });
    expect(statementOf('AWS-GR_RESTRICT_ROOT_USER', none)['Condition']).not.toHaveProperty('Null');
  });
});
