import { REASONS, type SchemaError } from '../../src/schema/schema-error';
import { type Cause, type DryRun } from '../oracles/api-server';

/** What is wrong with an object: a line for each field and class of error, and none where nothing is. */
export type Answer = readonly string[];

const UNKNOWN_KIND: Answer = ['unknown kind'];
const DECODE = 'cannot be decoded: ';
const STAGES = ['decode', 'strict', 'validation'] as const;

/** Not about a field: the API server says that it stopped, or why an expression had nothing to look at. */
const REMARK = /some validation rules were not checked|accessor error/;

/** What the API server said. */
export function serverAnswer({ accepted, status, message = '', causes }: DryRun): Answer {
  if (accepted) return [];
  if (status === 404 && message.startsWith('no matches for kind')) return UNKNOWN_KIND;
  if (status === 422) return lines(causes.filter((cause) => !REMARK.test(cause.message ?? '') && !repeatsType(cause, causes)).map(causeLine));
  if (status !== 400) return [`${status} ${message}`];
  return message.includes('strict decoding error') ? lines([...message.matchAll(/unknown field "([^"]*)"/g)].map(([, path]) => unknownField(path))) : [DECODE + decodeMessage(message)];
}

/** What the API server would have said of these errors: those of the first stage that has any. */
export function libraryAnswer(errors: readonly SchemaError[] | undefined): Answer {
  if (errors === undefined) return UNKNOWN_KIND;
  const stage = STAGES.find((one) => errors.some((error) => error.stage === one));
  return lines(errors.filter((error) => error.stage === stage).map(errorLine));
}

/** Lines that the server alone has, and that the library alone has; of several values that cannot be decoded the server tells only one. */
export function differenceOf(server: Answer, library: Answer): string[] {
  if (server.length === 1 && server[0].startsWith(DECODE) && library.includes(server[0])) return [];
  return [
    ...server.filter((line) => !library.includes(line)).map((line) => `server: ${line}`),
    ...library.filter((line) => !server.includes(line)).map((line) => `library: ${line}`),
  ];
}

function lines(all: string[]): Answer {
  return [...new Set(all)].sort();
}

function errorLine({ path, class: errorClass, stage, message }: SchemaError): string {
  if (stage === 'decode') return DECODE + decodeMessage(message);
  return errorClass === 'unknown-field' ? unknownField(path) : `${path} ${REASONS[errorClass]}`;
}

function unknownField(path: string): string {
  return `${path} is unknown`;
}

/** Go tells types that OpenAPI does not have, and reasons that are its own: which value, and which field it is for, is the same. */
function decodeMessage(message: string): string {
  const [found] = /json: cannot unmarshal .+? into Go (struct field \S+|value)|quantities must match|illegal base64 data|parsing time /.exec(message) ?? [message];
  return found;
}

function causeLine({ field = '', reason, message = '' }: Cause): string {
  return `${field === '<nil>' ? fieldIn(message) ?? field : field} ${reason}`;
}

/** Alternatives and values of a wrong type are told of no field, and name it in the message. */
function fieldIn(message: string): string | undefined {
  return (/Invalid value: "": "([^"]*)" must/.exec(message) ?? / in (\S+)$/.exec(message))?.[1];
}

/** A number of a wrong type is told a second time by who checks its range. */
function repeatsType({ field, message = '' }: Cause, causes: readonly Cause[]): boolean {
  if (field !== '<nil>' || !message.includes('Checked value')) return false;
  return causes.some((other) => other.reason === 'FieldValueTypeInvalid' && message.endsWith(` in ${other.field}`));
}
