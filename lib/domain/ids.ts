import { isoOf, millisOf } from './time.ts';

/** What the id of an operation says. The tenant in it decides who may see it before anything is read. */
interface OperationRef {
  tenantId: string;
  /** Names (actor, route, key). */
  hash: string;
}

/** What the id of an incident says. */
interface IncidentRef {
  tenantId: string;
  /** Names (scope, condition). */
  hash: string;
  /** Which opening of that problem it is. */
  openedSeq: number;
}

/** Names a row of a tenant's outbox. */
export interface OutboxRef {
  /** UTC ISO, with milliseconds. */
  createdAt: string;
  /** Of the incident. */
  hash: string;
  seq: number;
  /** A `CardKind`, or one that only a later release knows. */
  kind: string;
}

const operationIdForm = /^(?<tenantId>[^.]{1,64})\.(?<hash>[\w-]{1,64})$/;
const incidentIdForm = /^(?<tenantId>[^.]{1,64})\.(?<hash>[\w-]{1,64})\.(?<openedSeq>[1-9]\d{0,8})$/;
const outboxKeyForm = /^(?<millis>\d{1,15})!(?<hash>[\w-]{1,64})!(?<seq>\d{1,9})!(?<kind>\w{1,32})$/;

/** `tenantId.hash` */
export function formatOperationId({ tenantId, hash }: OperationRef): string {
  return `${tenantId}.${hash}`;
}

/** Undefined for a text that is no operation's id. */
export function parseOperationId(id: string): OperationRef | undefined {
  const { tenantId, hash } = operationIdForm.exec(id)?.groups ?? {};
  return tenantId === undefined || hash === undefined ? undefined : { tenantId, hash };
}

/** `tenantId.hash.openedSeq` */
export function formatIncidentId({ tenantId, hash, openedSeq }: IncidentRef): string {
  return `${tenantId}.${hash}.${openedSeq}`;
}

/** Undefined for a text that is no incident's id. */
export function parseIncidentId(id: string): IncidentRef | undefined {
  const { tenantId, hash, openedSeq } = incidentIdForm.exec(id)?.groups ?? {};
  return tenantId === undefined || hash === undefined ? undefined : { tenantId, hash, openedSeq: Number(openedSeq) };
}

/** The tenant that an id of an operation or incident begins with, whether the rest is understood or not. */
export function tenantOfId(id: string): string {
  const end = id.indexOf('.');
  return end < 0 ? id : id.slice(0, end);
}

/** `millis!hash!seq!kind` */
export function formatOutboxKey({ createdAt, hash, seq, kind }: OutboxRef): string {
  return `${millisOf(createdAt)}!${hash}!${seq}!${kind}`;
}

/** Undefined for a text that names no row of an outbox. */
export function parseOutboxKey(key: string): OutboxRef | undefined {
  const { millis, hash, seq, kind } = outboxKeyForm.exec(key)?.groups ?? {};
  if (hash === undefined || kind === undefined) return undefined;
  return { createdAt: isoOf(Number(millis)), hash, seq: Number(seq), kind };
}

/** `tenantId!millis!hash!seq!kind`: names a row among those of all tenants. */
export function formatCardKey(row: OutboxRef & { tenantId: string }): string {
  return `${row.tenantId}!${formatOutboxKey(row)}`;
}

/** Whether both name the same row. */
export function isSameRow(one: OutboxRef, other: OutboxRef): boolean {
  return formatOutboxKey(one) === formatOutboxKey(other);
}
