import { endOf, type Fields, fieldOf, startOf } from './fields.ts';
import { type LineReading, type LogLine, putTarget } from './log-line.ts';
import { hostOf, type RequestTarget, readRequestTarget } from './request-target.ts';
import { kindOfToken } from './tokens.ts';
import { refine, saysFailure } from './words.ts';

// The types of PAN-OS, whose columns have an order of their own: https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/monitoring/use-syslog-for-monitoring/syslog-field-descriptions
const typesOfPanOs =
  /^(?:TRAFFIC|THREAT|URL|WILDFIRE|DATA|DECRYPTION|TUNNEL|SYSTEM|CONFIG|USERID|AUTHENTICATION|GLOBALPROTECT|HIPMATCH|SCTP|GTP|CORRELATION)$/;
const method = /^(?:CONNECT|GET|POST|PUT|HEAD|OPTIONS|DELETE|PATCH)$/i;
const verdict = /^(?:block|blocked|deny|denied|drop|dropped)$/i;
const moment = /\d{1,2}:\d{2}|^\d{10}(?:\.\d+)?$/;
const fewFields = 3;
const pair = /^[a-z][\w.-]{0,39}=/i;

/**
 * Reads a row of a feed whose header is lost. The order of fields is the choice of each customer of Zscaler
 * (https://help.zscaler.com/unified/general-guidelines-nss-feeds-and-feed-formats), so a row counts only where it can be read one way:
 * one host, one number that can be the answer, and a time, a method or a scheme that no enumeration in prose has.
 */
export function readHeadlessRow(fields: Fields, line: LogLine, target: RequestTarget): LineReading {
  let [place, status, statuses, methodPlace, isDenied, isLog, prose] = [-1, -1, 0, -1, false, false, ''];
  for (let at = 0; at < fields.count; at++) {
    const [from, to] = [startOf(fields, at), endOf(fields, at)];
    if (from >= to) continue;
    const field = to - from < 60 ? fieldOf(fields, at) : '';
    if (pair.test(field) || (at < 6 && typesOfPanOs.test(field))) return 'unknown';
    if (isTarget(fields, at, target)) {
      if (place >= 0 && hostOf(target).toLowerCase() !== hostOf(line).toLowerCase()) return 'unknown';
      if (place < 0 || target.hasScheme) fill(line, target);
      place = at;
      isLog ||= target.hasScheme;
    } else if (method.test(field)) methodPlace = at;
    else if (verdict.test(field)) isDenied = true;
    else if (moment.test(field)) isLog = true;
    else if (isProse(field)) prose = field;
    else if (kindOfToken(fields.text, from, to) === 'status') {
      statuses++;
      if (status < 0 || methodPlace === at - 1) status = Number(field);
      if (methodPlace === at - 1 && methodPlace >= 0) statuses = -fields.count;
    } else if (fields.count <= fewFields) refine(field, line);
  }
  if (place < 0 || statuses > 1 || !(isLog || methodPlace >= 0)) return 'unknown';
  // A row of many fields without an answer is torn, or tells it in a way that is not known.
  if (status >= 0) line.status = status;
  else if (!isDenied && (fields.count > fewFields || prose !== '')) return 'unknown';
  if (isDenied) refine('denied', line);
  if (methodPlace >= 0 && fieldOf(fields, methodPlace).toUpperCase() === 'CONNECT') line.isTunnel = true;
  if (line.isTunnel) line.port ??= 443;
  return 'request';
}

// A sentence that commas part, or a word of failure that does not say which.
function isProse(field: string): boolean {
  return saysFailure(field) || field.split(/\s+/).filter((word) => /^[a-z]/i.test(word)).length > 2;
}

function fill(line: LogLine, target: RequestTarget): void {
  putTarget(line, target);
  line.port = target.port ?? line.port;
  line.isTunnel = target.isTunnel;
}

function isTarget(fields: Fields, at: number, target: RequestTarget): boolean {
  const { text } = fields;
  const [from, to] = [startOf(fields, at), endOf(fields, at)];
  if (to - from < 4 || !readRequestTarget(text, from, to, target)) return false;
  return target.hasScheme || (/\.[a-z][a-z\d-]{1,62}\.?$/i.test(hostOf(target)) && !text.slice(from, to).includes('@'));
}
