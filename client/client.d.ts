/**
 * Entra Sync Status
 * 0.1.0
 * DO NOT MODIFY - This file has been generated using oazapfts.
 * See https://www.npmjs.com/package/oazapfts
 */
import * as Oazapfts from "./runtime.js";
export declare const defaults: Oazapfts.Defaults<Oazapfts.CustomHeaders>;
export declare const servers: {
    server1: string;
};
export type Condition = "quarantine" | "disabled" | "completeFailures" | "silent" | "nearQuarantine" | "escrowsRising" | "servicePrincipalUnreadable" | "agentDown" | "unreachable" | "consentMissing" | "directorySyncStale" | "passwordSyncStale" | "monitorBlind" | "channelBroken" | "poison";
export type JobKind = "cloudSyncUsers" | "passwordHash" | "writeback" | "groupProvisioningToAD" | "crossTenant" | "hr" | "scim" | "onPremisesApplication" | "apiInbound" | "other";
export type WhoMustAct = "server-admin" | "tenant-admin" | "other-tenant-admin" | "app-owner" | "directory-admin" | "service-owner" | "microsoft" | "nobody";
export type Verification = "pending" | "held" | "relapsed" | "unknown";
export type Explanation = {
    code: string;
    title: string;
    meaning: string;
    causes: string[];
    /** The least destructive first. */
    remedies: string[];
    whoMustAct: WhoMustAct;
    /** Public pages that say so. */
    sources: string[];
};
export type Advice = {
    action: "none" | "wait" | "fixCause" | "checkAgents" | "renewCredentials" | "reviewDeletes" | "reviewErrors" | "checkReading" | "configure" | "clearQuarantine" | "pause" | "start" | "restart";
    why: string;
    safety: "safe" | "needsAcknowledge" | "destructive" | "noAction";
    /** Where to do it, when no operation of this service does. */
    link?: string;
    /** The milder step that has been tried in vain. */
    escalatedFrom?: "none" | "wait" | "fixCause" | "checkAgents" | "renewCredentials" | "reviewDeletes" | "reviewErrors" | "checkReading" | "configure" | "clearQuarantine" | "pause" | "start" | "restart";
    whoMustAct: WhoMustAct;
    /** The request that carries it out. */
    request?: {
        method: "POST";
        url: string;
        headers: {
            [key: string]: string;
        };
        body: {
            [key: string]: any;
        };
    };
};
export type IncidentNotification = {
    kind: "opened" | "updated" | "reminder" | "deadline" | "resolved";
    /** Absent while it waits, and of cards of older releases. */
    channel?: "primary" | "secondary";
    /** When the channel accepted it, or since when it waits. */
    at: string;
    accepted: boolean;
};
export type IncidentListItem = {
    incidentId: string;
    tenantId: string;
    state: "open" | "closed";
    condition: Condition;
    causeCode: string;
    severity: "critical" | "warning";
    displayName: string;
    scope: {
        kind: "job" | "servicePrincipal" | "domain" | "tenant" | "service";
        servicePrincipalId?: string;
        jobId?: string;
        /** The on-premises domain. */
        domain?: string;
        name?: string;
    };
    /** What its job is for, by the beginning of its id. */
    kind?: JobKind;
    /** The kind in words. */
    kindName?: string;
    /** The incident that explains this one. */
    parentId?: string;
    /** While it is open; not in changes. */
    whoMustAct?: WhoMustAct;
    /** When Microsoft disables its job. */
    disableAt?: string;
    /** UTC, ISO 8601 with milliseconds. */
    openedAt: string;
    /** UTC, ISO 8601 with milliseconds. */
    updatedAt: string;
    /** UTC, ISO 8601 with milliseconds. */
    resolvedAt?: string;
    resolution?: "recovered" | "jobRemoved" | "servicePrincipalRemoved" | "domainRemoved" | "jobsOff" | "syncOff" | "syncReplaced" | "tenantRemoved";
    /** UTC, ISO 8601 with milliseconds. */
    acknowledgedAt?: string;
    /** Who is on it; absent while nobody is. */
    acknowledgedBy?: string;
    /** As they were called when they signed in. */
    acknowledgedByName?: string;
    /** UTC, ISO 8601 with milliseconds. */
    snoozedUntil?: string;
    snoozedBy?: string;
    snoozeReason?: string;
    /** What was done about it last; `relapsed` when it is back after that. In lists, of closed incidents: as it stood then. */
    operation?: {
        operationId: string;
        action: "restart" | "clearQuarantine" | "start" | "pause" | "validateCredentials" | "provisionOnDemand";
        actor: string;
        /** UTC, ISO 8601 with milliseconds. */
        at: string;
        status: "AwaitingApproval" | "NotStarted" | "Running" | "Succeeded" | "Failed" | "Canceled";
        verification?: Verification;
    };
    links: {
        self: string;
        tenant?: string;
        job?: string;
        adminCentre?: string;
        portal?: string;
    };
};
export type ActionRight = {
    action: "acknowledge" | "snooze" | "checkTenant" | "putTenant" | "deleteTenant" | "putGrant" | "deleteGrant";
    allowed: boolean;
    code?: string;
    detail?: string;
};
export type JobState = "NotConfigured" | "NotRun" | "Active" | "Paused" | "Quarantine" | "Unknown";
export type Health = "critical" | "unknown" | "warning" | "healthy";
export type HealthReason = "quarantined" | "quarantineEndsSoon" | "disabled" | "silent" | "completeFailures" | "stale" | "unreadable" | "malformed" | "unknownState" | "agentSuspected" | "nearQuarantine" | "escrowsRising" | "escrowsPruned" | "entryErrors" | "paused" | "notConfigured" | "initialCycle" | "neverRan";
export type Freshness = "fresh" | "stale" | "unknown";
export type NearQuarantine = {
    /** The quarantine reason that stands for the limit, in Graph's words. */
    limit: "EncounteredEscrowProportionThreshold" | "EncounteredBaseEscrowThreshold" | "EncounteredTotalEscrowThreshold";
    /** How much of the limit is reached: 1 is all. */
    share: number;
    /** Failing objects that count towards it. */
    count: number;
    /** At so many Microsoft puts the job in quarantine. */
    allowed: number;
    /** When it is reached at the present rate. */
    reachedAt?: string;
};
export type SynchronizationError = {
    code: string;
    message?: string;
    tenantActionable?: boolean;
};
export type QuarantineTry = {
    /** UTC, ISO 8601 with milliseconds. */
    at: string;
    /** `derived` from the documented ladder: 6, 12 and 24 hours, then daily. */
    source: "graph" | "derived";
    outcome: "failed" | "expected";
};
export type JobAction = {
    action: "restart" | "clearQuarantine" | "start" | "pause" | "validateCredentials" | "provisionOnDemand";
    /** Of a restart; absent is what Microsoft Graph resets itself. */
    resetScope?: ("None" | "ConnectorDataStore" | "Escrows" | "Watermark" | "QuarantineState" | "Full" | "ForceDeletes")[];
    /** Whether `request` would be accepted now, from this caller. */
    allowed: boolean;
    /** The code of the problem it would be answered with. */
    code?: string;
    /** The same in words. */
    detail?: string;
    /** The least role. */
    role: "Operator" | "Admin";
    /** Let the person type the id of the job; `request` holds it as `confirm`. */
    needsConfirm: boolean;
    /** Show the person the figure of `…/stagedDeletes` and send it as `stagedDeletes`; the `null` in `request` is for a log that says none. */
    needsStagedDeletes: boolean;
    /** Let the person choose one of the `rules` and name objects for it; `request` holds placeholders for both. */
    needsSubjects: boolean;
    /** The rules of the job, with how its objects can be named; present with `needsSubjects`. */
    rules?: string;
    /** The quarantine protects data: let the person say that they know its cause; `request` holds that as `acknowledge`. */
    needsAcknowledge: boolean;
    /** It waits until a second administrator approves, for 30 minutes. */
    needsApproval: boolean;
    /** The same action was sent a short while ago; an administrator may send `overrideCoolDown` before that time. */
    coolDownUntil?: string;
    /** What it keeps and what it takes, in plain words. */
    cost: string;
    /** The exact request; a new `Idempotency-Key` for each wish. */
    request: {
        method: "POST";
        url: string;
        headers: {
            [key: string]: string;
        };
        body: {
            [key: string]: any;
        };
    };
};
export type VerificationRuns = {
    seen: number;
    needed: number;
};
export type Failing = {
    /** When the log of the day before was read. */
    at: string;
    /** Different objects. */
    objects: number;
    rows: number;
    /** There may be more than were read. */
    atLeast?: true;
    /** How many there are; the most frequent stand in `top`. */
    causes: number;
    says: string;
    top: {
        code: string;
        step?: string;
        objects: number;
        title: string;
        whoMustAct: WhoMustAct;
    }[];
};
export type TrendPoint = {
    /** Start of the hour. */
    at: string;
    /** Objects that fail and are tried again. */
    escrowed: number;
    exported: number;
    /** `row`: from the readings of the last 48 hours; `event`: from a change in the history. */
    source: "row" | "event";
};
export type Gap = {
    /** UTC, ISO 8601 with milliseconds. */
    "from": string;
    /** Absent while it lasts. */
    to?: string;
    /** Why a reading failed; `missing`: absent from a good list; `notPolled`: nobody asked; `incomplete`: no pass came to its end in time. */
    reason?: "throttled" | "unavailable" | "timeout" | "unreachable" | "unauthorized" | "consentMissing" | "identityUnavailable" | "notFound" | "malformed" | "rejected" | "missing" | "notPolled" | "incomplete";
    /** The code of the refusal. */
    code?: string;
};
export type FailingCount = {
    /** When the log of the day before was read. */
    at: string;
    /** Different objects. */
    objects: number;
    rows: number;
    /** There may be more than were read. */
    atLeast?: true;
    /** How many there are; the most frequent stand in `top`. */
    causes: number;
    top: {
        code: string;
        step?: string;
        objects: number;
    }[];
};
export type TaskExecution = {
    activityIdentifier?: string;
    state: "Succeeded" | "Failed" | "EntryLevelErrors" | "Unknown";
    rawState?: string;
    /** UTC, ISO 8601 with milliseconds. */
    timeBegan?: string;
    /** UTC, ISO 8601 with milliseconds. */
    timeEnded?: string;
    countEntitled: number;
    countEntitledForProvisioning: number;
    countEscrowed: number;
    countEscrowedRaw: number;
    countExported: number;
    countExports: number;
    countImported: number;
    countImportedDeltas: number;
    countImportedReferenceDeltas: number;
    error?: SynchronizationError;
};
export type Job = {
    /** `{tenantId}/{servicePrincipalId}/{jobId}` */
    id: string;
    tenantId: string;
    tenantName: string;
    servicePrincipalId: string;
    displayName: string;
    /** Unique only within its service principal. */
    jobId: string;
    templateId?: string;
    kind: JobKind;
    /** The kind in words. */
    kindName: string;
    state: JobState;
    rawCode?: string;
    health: Health;
    reasons: HealthReason[];
    severity: number;
    /** UTC, ISO 8601 with milliseconds. */
    since: string;
    /** `graph`: Microsoft Graph says when it began. `firstSeen`: first seen then; it lasts at least so long. */
    sinceSource: "graph" | "firstSeen";
    /** UTC, ISO 8601 with milliseconds. */
    observedAt: string;
    freshness: Freshness;
    escrows?: number;
    errorCode?: string;
    /** Present while a limit of failing objects is near. */
    nearQuarantine?: NearQuarantine;
    incidentId?: string;
    /** The gravest open incident of the job, and who is on it. */
    incident?: {
        id: string;
        /** Who is on it; absent while nobody is. */
        acknowledgedBy?: string;
        /** As they were called when they signed in. */
        acknowledgedByName?: string;
        /** Only while it lasts. */
        snoozedUntil?: string;
    };
    activeOperationId?: string;
    links: {
        self: string;
        history: string;
        tenant: string;
        incident?: string;
        adminCentre: string;
        /** Where the job is configured in the admin centre. */
        configuration: string;
        provisioningLogs: string;
        /** Where its agents are listed, for kinds that have some. */
        agents?: string;
        trend: string;
    };
    quarantine?: {
        reason: string;
        /** UTC, ISO 8601 with milliseconds. */
        seriesBegan?: string;
        /** UTC, ISO 8601 with milliseconds. */
        currentBegan?: string;
        seriesCount: number;
        /** UTC, ISO 8601 with milliseconds. */
        nextAttempt?: string;
        /** 28 days after the series began: then the service disables the job. */
        disableAt?: string;
        /** Whole days until `disableAt`. */
        daysLeft?: number;
        error?: SynchronizationError;
        /** What Microsoft tries to leave the quarantine: told by Graph, or derived from its rules. */
        tries: QuarantineTry[];
    };
    /** Present while the job is switched off after a quarantine. */
    disabled?: {
        /** Since when it is switched off, as far as it is known. */
        since?: string;
        quarantineReason?: string;
        errorCode?: string;
        /** UTC, ISO 8601 with milliseconds. */
        seriesBegan?: string;
    };
    /** Present during the first cycle: how long it has run, and how far it is. */
    initialCycle?: {
        /** UTC, ISO 8601 with milliseconds. */
        since?: string;
        completedUnits?: number;
        totalUnits?: number;
        units?: string;
        /** UTC, ISO 8601 with milliseconds. */
        observedAt?: string;
    };
    explanation?: Explanation;
    advice: Advice;
    /** Every action, the mildest first, as a request of this caller would be judged now: what is refused is named with the reason. */
    actions: JobAction[];
    lastOperation?: {
        operationId: string;
        action: "restart" | "clearQuarantine" | "start" | "pause" | "validateCredentials" | "provisionOnDemand";
        status: "AwaitingApproval" | "NotStarted" | "Running" | "Succeeded" | "Failed" | "Canceled";
        requestedBy: string;
        requestedByName?: string;
        /** UTC, ISO 8601 with milliseconds. */
        createdAt: string;
        resetScope?: ("None" | "ConnectorDataStore" | "Escrows" | "Watermark" | "QuarantineState" | "Full" | "ForceDeletes")[];
        reason?: string;
        /** UTC, ISO 8601 with milliseconds. */
        approvalUntil?: string;
        /** UTC, ISO 8601 with milliseconds. */
        sentAt?: string;
        /** UTC, ISO 8601 with milliseconds. */
        finishedAt?: string;
        graphRequestId?: string;
        errorCode?: "OutcomeUnknown" | "Throttled" | "PreconditionFailed" | "PermissionMissing" | "JobGone" | "CredentialsRejected" | "RefusedByGraph" | "GraphUnavailable" | "OperatorNotConfigured" | "Rejected" | "ApprovalExpired" | "TenantRemoved" | "AuthorizationRevoked";
        verification?: Verification;
        verificationRuns?: VerificationRuns;
        /** UTC, ISO 8601 with milliseconds. */
        leftQuarantineAt?: string;
        /** UTC, ISO 8601 with milliseconds. */
        verifiedAt?: string;
        link: string;
    };
    /** When it was first seen; absent where that is longer ago than the history is kept. */
    watchedSince?: string;
    failing?: Failing;
    /** The failing and exported objects of the last 48 hours. */
    trend: {
        /** Oldest first; nothing is interpolated. */
        value: TrendPoint[];
        gaps: Gap[];
        /** Oldest first, of the last 48 hours; absent where nothing was counted. */
        failing?: FailingCount[];
        /** From this hour on an hour without a point is like the one before, unless a gap covers it. Before it only the points are known. */
        completeFrom?: string;
    };
    schedule: {
        state: "Active" | "Disabled" | "Paused" | "Unknown";
        rawState?: string;
        intervalInSeconds?: number;
        /** UTC, ISO 8601 with milliseconds. */
        expiration?: string;
    };
    lastExecution?: TaskExecution;
    lastSuccessfulExecution?: TaskExecution;
    lastSuccessfulExecutionWithExports?: TaskExecution;
    countSuccessiveCompleteFailures: number;
    escrowsPruned: boolean;
    synchronizedEntryCountByType: {
        key: string;
        value: number;
    }[];
    progress: {
        completedUnits: number;
        totalUnits: number;
        units: string;
        /** UTC, ISO 8601 with milliseconds. */
        progressObservationDateTime?: string;
    }[];
    troubleshootingUrl?: string;
    /** UTC, ISO 8601 with milliseconds. */
    steadyStateFirstAchievedTime?: string;
    /** UTC, ISO 8601 with milliseconds. */
    steadyStateLastAchievedTime?: string;
    lastRead: {
        /** UTC, ISO 8601 with milliseconds. */
        lastAttemptAt?: string;
        /** UTC, ISO 8601 with milliseconds. */
        failingSince?: string;
        failure?: {
            reason: string;
            status?: number;
            code?: string;
            detail: string;
        };
    };
};
export type Incident = {
    incidentId: string;
    tenantId: string;
    state: "open" | "closed";
    condition: Condition;
    causeCode: string;
    severity: "critical" | "warning";
    displayName: string;
    scope: {
        kind: "job" | "servicePrincipal" | "domain" | "tenant" | "service";
        servicePrincipalId?: string;
        jobId?: string;
        /** The on-premises domain. */
        domain?: string;
        name?: string;
    };
    /** What its job is for, by the beginning of its id. */
    kind?: JobKind;
    /** The kind in words. */
    kindName?: string;
    /** The incident that explains this one. */
    parentId?: string;
    /** While it is open; not in changes. */
    whoMustAct?: WhoMustAct;
    /** When Microsoft disables its job. */
    disableAt?: string;
    /** UTC, ISO 8601 with milliseconds. */
    openedAt: string;
    /** UTC, ISO 8601 with milliseconds. */
    updatedAt: string;
    /** UTC, ISO 8601 with milliseconds. */
    resolvedAt?: string;
    resolution?: "recovered" | "jobRemoved" | "servicePrincipalRemoved" | "domainRemoved" | "jobsOff" | "syncOff" | "syncReplaced" | "tenantRemoved";
    /** UTC, ISO 8601 with milliseconds. */
    acknowledgedAt?: string;
    /** Who is on it; absent while nobody is. */
    acknowledgedBy?: string;
    /** As they were called when they signed in. */
    acknowledgedByName?: string;
    /** UTC, ISO 8601 with milliseconds. */
    snoozedUntil?: string;
    snoozedBy?: string;
    snoozeReason?: string;
    /** What was done about it last; `relapsed` when it is back after that. In lists, of closed incidents: as it stood then. */
    operation?: {
        operationId: string;
        action: "restart" | "clearQuarantine" | "start" | "pause" | "validateCredentials" | "provisionOnDemand";
        actor: string;
        /** UTC, ISO 8601 with milliseconds. */
        at: string;
        status: "AwaitingApproval" | "NotStarted" | "Running" | "Succeeded" | "Failed" | "Canceled";
        verification?: Verification;
    };
    links: {
        self: string;
        tenant?: string;
        job?: string;
        adminCentre?: string;
        portal?: string;
    };
    tenantName?: string;
    /** Where the condition is an age: when objects or password hashes came last. */
    lastWellAt?: string;
    /** What it is about; of a closed one, what it was. */
    explanation: Explanation;
    /** Absent once it is over. */
    advice?: Advice;
    /** The oldest first. */
    notifications: IncidentNotification[];
    /** The one before of the same problem, which had recovered at most seven days before. */
    relapseOf?: string;
    /** The incident that shows that this one had not held. */
    relapsedAs?: string;
    /** The open incidents that this one explains: how many, and the first 100, worst first. */
    children?: {
        count: number;
        value: IncidentListItem[];
    };
    /** Other open incidents of the same condition and cause, and where all are listed. */
    othersOfSameCause: {
        count: number;
        link: string;
    };
    actions: ActionRight[];
    timeline: {
        /** UTC, ISO 8601 with milliseconds. */
        at: string;
        what: string;
        detail?: string;
    }[];
    /** Its job as it is now; absent where it is of no job, or the job is gone. */
    job?: Job;
};
export type Problem = {
    /** The part of the documentation page that explains this kind of problem. */
    "type": string;
    title: string;
    status: number;
    detail: string;
    instance: string;
    /** Stable; branch on this. */
    code: string;
    requestId: string;
    errors?: {
        pointer?: string;
        parameter?: string;
        header?: string;
        detail: string;
    }[];
    [key: string]: any;
};
export type Operation = {
    id: string;
    operationId: string;
    tenantId: string;
    servicePrincipalId: string;
    jobId: string;
    displayName?: string;
    action: "restart" | "clearQuarantine" | "start" | "pause" | "validateCredentials" | "provisionOnDemand";
    parameters: {
        resetScope?: ("None" | "ConnectorDataStore" | "Escrows" | "Watermark" | "QuarantineState" | "Full" | "ForceDeletes")[];
        reason?: string;
        acknowledge?: boolean;
        overrideCoolDown?: boolean;
        /** Of `ForceDeletes`: how many objects wait to be deleted, as whoever asked saw it; an approval carries the same. */
        stagedDeletes?: number | null;
        /** The ids of the subjects are kept as hashes only, in the order in which they were given; equal ones are one object, which is sent once. */
        provision?: {
            ruleId: string;
            subjectHashes: string[];
        };
    };
    status: "AwaitingApproval" | "NotStarted" | "Running" | "Succeeded" | "Failed" | "Canceled";
    /** `{tenant id}/{object id}` */
    requestedBy: string;
    requestedByName?: string;
    /** UTC, ISO 8601 with milliseconds. */
    createdAt: string;
    /** UTC, ISO 8601 with milliseconds. */
    updatedAt: string;
    /** A second administrator has to approve before this time. */
    approvalUntil?: string;
    decidedBy?: string;
    decidedByName?: string;
    /** UTC, ISO 8601 with milliseconds. */
    decidedAt?: string;
    /** UTC, ISO 8601 with milliseconds. */
    notBefore?: string;
    /** When the one request to Graph left; absent while nothing was sent. */
    sentAt?: string;
    /** UTC, ISO 8601 with milliseconds. */
    finishedAt?: string;
    error?: {
        code: "OutcomeUnknown" | "Throttled" | "PreconditionFailed" | "PermissionMissing" | "JobGone" | "CredentialsRejected" | "RefusedByGraph" | "GraphUnavailable" | "OperatorNotConfigured" | "Rejected" | "ApprovalExpired" | "TenantRemoved" | "AuthorizationRevoked";
        detail: string;
        /** For a person. To ask anew is another request with its own `Idempotency-Key`. */
        advice: string;
        graphCode?: string;
    };
    /** What provisioning on demand came to; `status` says that Graph accepted it. */
    result?: {
        /** `Success`, `Skipped`, `Failure`, or another word of Graph; `Unknown` when its answer cannot be understood. */
        result: string;
        errorCode?: string;
        /** What the error code means; only where one operation is asked for. */
        explanation?: Explanation;
        /** As Graph prints them. */
        steps: {
            name: string;
            /** import, matching, scoping or export */
            "type"?: string;
            status: string;
            /** Why it failed or was skipped, in the word of Graph. */
            code?: string;
            /** What the code means; only where one operation is asked for. */
            explanation?: Explanation;
            /** Whose step it is: a place in `parameters.provision.subjectHashes`, from 0, the first of equal ones. Absent where Graph does not say it. */
            subject?: number;
        }[];
        /** Whether Graph printed more steps than these. */
        truncated?: boolean;
        /** Where several were asked for: what came of each, in the order of `subjectHashes`. `Unknown` where Graph does not say whose steps failed or were skipped. */
        subjects?: {
            result: string;
            errorCode?: string;
        }[];
        /** Of an answer that cannot be understood: of what kinds of values it was made. */
        seen?: string;
    };
    /** What a later reading showed, where the answer to the request was lost: it succeeded because of that; something else may have done it. */
    effectSeen?: string;
    graphRequestId?: string;
    expectedNextCycle?: {
        value: "delta" | "initial";
        confidence: "derived";
    };
    verification?: Verification;
    verificationRuns?: VerificationRuns;
    /** When the job was first read without quarantine after the action. */
    leftQuarantineAt?: string;
    /** UTC, ISO 8601 with milliseconds. */
    verifiedAt?: string;
    links: {
        self: string;
        job: string;
    };
};
export type TenantCheck = {
    /** UTC, ISO 8601 with milliseconds. */
    checkedAt: string;
    /** Of the application that reads. */
    credential: {
        /** Whether a token for the tenant could be had just now. */
        ok: boolean;
        /** Why not, as the token authority named it. */
        code?: string;
        explanation?: Explanation;
    };
    /** Of the application that acts, where there is one. */
    operatorCredential?: {
        /** Whether a token for the tenant could be had just now. */
        ok: boolean;
        /** Why not, as the token authority named it. */
        code?: string;
        explanation?: Explanation;
    };
    permissions: {
        name: string;
        /** What does not work without it. */
        "for": string;
        /** Which of the two applications needs it. */
        identity: "reader" | "operator";
        /** Whether the rest works without it. */
        optional: boolean;
        status: "granted" | "missing" | "unknown";
    }[];
    /** As last read. */
    jobs: {
        total: number;
        byState: {
            [key: string]: number;
        };
        byHealth: {
            [key: string]: number;
        };
    };
};
export type Role = "Reader" | "Operator" | "Admin";
export type GrantScopeOutput = {
    tenantId: string;
    servicePrincipalId?: string;
    jobId?: string;
    /** The most they may do there. */
    cap?: Role;
};
export type Grant = {
    principal: string;
    tenantId: string;
    objectId: string;
    displayName?: string;
    cap?: Role;
    scopes: GrantScopeOutput[];
    blocked: boolean;
    note?: string;
    /** UTC, ISO 8601 with milliseconds. */
    createdAt: string;
    /** UTC, ISO 8601 with milliseconds. */
    updatedAt: string;
    /** `{tenant id}/{object id}` */
    updatedBy: string;
    actions: ActionRight[];
};
export type GrantScope = {
    tenantId: string;
    servicePrincipalId?: string;
    jobId?: string;
    /** The most they may do there. */
    cap?: Role;
};
export type Tenant = {
    tenantId: string;
    displayName?: string;
    /** Given by people, and shown instead of the one in Graph. */
    givenName?: string;
    tags: string[];
    /** Whether the settings named it first, or somebody put it here. */
    source: "settings" | "api";
    /** UTC, ISO 8601 with milliseconds. */
    addedAt: string;
    /** How the tenant is signed in to. */
    credential: string;
    consent: {
        state: "granted" | "missing" | "unknown";
        /** Permissions of which at least one is not granted. */
        missing: string[];
        /** Where an administrator consents to the application that reads. */
        reader?: string;
        /** The same for the application that acts, where there is one. */
        operator?: string;
    };
    /** Start of the last pass that covered every job. */
    observedAt?: string;
    freshness: Freshness;
    unreadable?: {
        reason: string;
        /** As Graph or the token authority named it. */
        code?: string;
        /** UTC, ISO 8601 with milliseconds. */
        since?: string;
        /** In the words of Graph or the token authority. */
        detail?: string;
        explanation?: Explanation;
    };
    poll: {
        /** UTC, ISO 8601 with milliseconds. */
        lastTick?: string;
        /** UTC, ISO 8601 with milliseconds. */
        lastAttemptAt?: string;
        /** UTC, ISO 8601 with milliseconds. */
        lastCompletedAt?: string;
        /** Not asked by itself before then: Graph asked for it, or too many passes failed. */
        notBefore?: string;
        /** Graph asked to be left alone until then. */
        graphNotBefore?: string;
        failedPasses: number;
        clockSkewSeconds?: number;
    };
    jobs: {
        total: number;
        byState: {
            [key: string]: number;
        };
        byHealth: {
            [key: string]: number;
        };
    };
    incidents: {
        [key: string]: number;
    };
    /** Open incidents of no single job, worst first. */
    incidentsBeyondJobs?: {
        count: number;
        value: {
            incidentId: string;
            tenantId: string;
            tenantName?: string;
            condition: Condition;
            causeCode: string;
            severity: "critical" | "warning";
            whoMustAct: WhoMustAct;
            scope: "servicePrincipal" | "domain" | "tenant" | "service";
            /** Unless it is of the whole tenant. */
            displayName?: string;
            /** UTC, ISO 8601 with milliseconds. */
            openedAt: string;
            acknowledgedBy?: string;
            acknowledgedByName?: string;
            /** UTC, ISO 8601 with milliseconds. */
            snoozedUntil?: string;
        }[];
    };
    /** Only a part of the tenant is visible to the caller; jobs and incidents are those of that part. */
    partial?: true;
    /** Absent in lists. */
    actions?: ActionRight[];
    links: {
        self: string;
        jobs: string;
        incidents: string;
    };
};
export type Product = "connect" | "cloud-sync";
export type DiagnoseRequest = {
    /** At most 5 MB. */
    log?: string;
    /** What a firewall lets through, one entry each. */
    hosts?: string[];
    /** Unless told: what the report of the script names, else `connect`. */
    product?: Product;
};
export type FoundEndpoint = {
    /** The `id` of the endpoint. */
    id: string;
    /** A name, or `*.` and a suffix. */
    host: string;
    port: number;
    /** What the product needs it for. */
    purpose: string;
    /** The page that says so. */
    source: string;
};
export type MissingStep = {
    /** A page of the wizard, or the first synchronization. */
    phase: "connect" | "configure" | "initial-sync";
    /** What a host does; of the regional hosts (`anchor`, `relay`) one of several is enough. */
    step: "sign-in" | "discovery" | "anchor" | "directory-discovery" | "relay" | "directory";
    /** The name to be expected, or its form. */
    host: string;
    port: number;
    /** The page that says so. */
    source: string;
};
export type NetworkDiagnosis = {
    product: Product;
    lines: {
        /** Lines or entries that could be read. */
        understood: number;
        /** Lines or entries that nothing is concluded from. */
        notUnderstood: number;
    };
    /** Lines of a log, from 1; without `to` to the end. */
    notUnderstoodAt?: {
        "from": number;
        to?: number;
    }[];
    /** Those that show a refusal, at most ten thousand runs. */
    refusedAt?: {
        "from": number;
        to?: number;
    }[];
    phases: {
        /** A page of the wizard, or the first synchronization. */
        phase: "connect" | "configure" | "initial-sync";
        /** Its name on the page of Microsoft. */
        heading: string;
        /** Whose proxy settings hold. */
        securityContext: "signed-in user" | "service account";
        /** `order`: concluded from the order of the hosts. */
        foundBy: "heading" | "order";
        /** Whether each of its steps came, answered or not, and was understood. */
        complete: boolean;
    }[];
    /** Of a log what answered; of a list what it opens, at least in part. */
    reached: FoundEndpoint[];
    /** Of a log the steps that never came; of a list what it does not open. */
    missing: (FoundEndpoint | MissingStep)[];
    /** Needed hosts that did not answer, with the number that the log gives. A 407 before a success is none. */
    refused: {
        host: string;
        /** `timeout`: also a tunnel that broke off. `dns`: also a program that found no connection. */
        status: number | ("dns" | "tls" | "timeout");
    }[];
    /** What the log never shows; no fault by itself. */
    notSeen: FoundEndpoint[];
    /** Hosts that nothing depends on. */
    ignored: {
        host: string;
        why: string;
        /** The page that says so. */
        source: string;
    }[];
    /** The first step that never came and that nothing of its phase follows; null where no phase stops. */
    sequenceStopsAt: {
        /** A page of the wizard, or the first synchronization. */
        phase: "connect" | "configure" | "initial-sync";
        /** What a host does; of the regional hosts (`anchor`, `relay`) one of several is enough. */
        step: "sign-in" | "discovery" | "anchor" | "directory-discovery" | "relay" | "directory";
    } | null;
    /** What comes first goes first. */
    advice: {
        /** A rule of `GET /connectivity/endpoints`, or an entry of the catalogue as `{family}/{code}`. */
        rule: string;
        /** What holds. */
        says: string;
        /** What to do; absent where nothing is to be done. */
        advice?: string;
        /** At most twenty. */
        hosts: string[];
        /** Documented, concluded, reported by users, or found in superseded pages only. */
        confidence: "documented" | "derived" | "community" | "archive";
        /** The page that says so. */
        source: string;
        /** Pages beside the source. */
        links: string[];
        /** Entries of the catalogue that tell more, as `{family}/{code}`. */
        codes: string[];
    }[];
};
export type ExplainRequest = {
    text: string;
};
export type Family = "cloud-sync" | "cloud-sync-extended" | "quarantine-reason" | "quarantine-cause" | "provisioning-log" | "provisioning-log-skip" | "cross-tenant-sync" | "aadsts" | "graph-http" | "inbound-api" | "scim-api" | "onprem-ecma" | "job-state" | "job-condition" | "cloud-sync-agent-install" | "connect-export" | "connect-error-category" | "connect-auth" | "connect-connectivity" | "connect-install" | "phs-event" | "phs-check" | "phs-object-status" | "password-writeback" | "sspr-writeback-event";
export type Finding = {
    /** Of a topic its id. */
    code: string;
    /** `topic`: knowledge without a code, see `GET /topics/{id}`. */
    family: Family | "topic";
    title: string;
    /** Only the order means something. */
    score: number;
    /** UTF-16 offsets into the text as it was sent. */
    spans: {
        start: number;
        end: number;
    }[];
    explanation: Explanation;
    /** Other entries that the same words may mean, as `{family}/{code}`. */
    alternatives: string[];
};
export type TextExplanation = {
    value: Finding[];
    /** Codes in the text that the catalogue does not have. */
    unknownCodes: {
        family: string;
        code: string;
    }[];
};
export type AgentDomain = {
    domain: string;
    /** What names it. */
    source: "settings" | "displayName";
    /** Of all its jobs, and of Graph. */
    verdict: "down" | "up" | "unknown";
    /** `confirmed` by Graph; `likely`: several jobs agree, or one ran well; `possible`: one says so. */
    confidence?: "confirmed" | "likely" | "possible";
    /** They answer again; the next good reading ends `agentDown`. */
    recovering?: true;
    /** Absent while they are well. */
    since?: string;
    explanation?: Explanation;
    /** The open incident `agentDown`. */
    incidentId?: string;
    agents: {
        /** `unknown`: only Graph could tell whether one of several is down. */
        state: "allActive" | "someInactive" | "noneActive" | "unknown";
        total?: number;
        active?: number;
    };
    jobs: {
        count: number;
        /** At most 50, those that complain first. */
        value: {
            servicePrincipalId: string;
            jobId: string;
            displayName: string;
            kind: "cloudSyncUsers" | "passwordHash" | "writeback" | "groupProvisioningToAD" | "crossTenant" | "hr" | "scim" | "onPremisesApplication" | "apiInbound" | "other";
            /** `down`: its last run failed with a code of the agents. `silent`: no run when one was due. `up`: it ran well through an agent. `nothing` of them: off, unread, never ran, had nothing to write, or fails by itself. */
            says: "down" | "silent" | "up" | "nothing";
            code?: string;
            /** The code says that there is no agent. */
            namesAgents?: true;
            /** Failed runs in a row. */
            runs?: number;
            /** The end of that run, or the last one. */
            at?: string;
            link: string;
        }[];
    };
};
export type ProvisioningAgent = {
    id: string;
    machineName?: string;
    status: "active" | "inactive" | "unknown";
    /** Those that its groups serve. */
    domains: string[];
};
export type Unavailable = {
    /** `notSupported`: Microsoft Graph has no such right for applications. `notKept`: too long ago for Microsoft to have it. `refused`: for a reason of its own. */
    reason: "consentMissing" | "permissionMissing" | "licenceMissing" | "notSupported" | "notKept" | "refused";
    /** The application permission that is missing, or may be. */
    permission?: string;
    /** The licence that is missing, or may be. */
    licence?: string;
    /** The code of the refusal. */
    code?: string;
};
export type Agents = {
    tenantId: string;
    domains: AgentDomain[];
    /** Jobs with agents of which nothing tells the domain. */
    withoutDomain: number;
    /** Absent where Graph does not tell. */
    agents?: ProvisioningAgent[];
    /** There are more. */
    truncated?: true;
    /** Entries of the answer that could not be understood. */
    malformed?: number;
    /** When Graph was asked; once an hour. */
    agentsReadAt?: string;
    unavailable?: Unavailable;
    /** Of the last try; what is shown is older. */
    failure?: {
        reason: string;
        code?: string;
    };
    /** Only domains whose jobs the caller sees all. */
    partial?: true;
    /** Start of the last pass that covered every job. */
    observedAt?: string;
    freshness: Freshness;
};
export type DirectorySync = {
    tenantId: string;
    /** Of `times`: `stale` after 2 hours and a quarter. */
    freshness: "fresh" | "stale" | "unknown";
    failure?: string;
    engine: {
        name: "connect" | "cloudSync" | "both" | "neither" | "unknown";
        /** `stopped`: silent for over 3 hours. `leftBehind`: silent since before the tenant was watched, while cloud sync served. `unknown`: not read, or Graph leaves out what it told before. */
        connect: "off" | "neverRan" | "running" | "stopped" | "leftBehind" | "unknown";
        text: string;
        /** From times and jobs. */
        inferred: true;
    };
    /** From Entra Connect to cloud sync. */
    migration?: {
        stage: "prepared" | "underWay" | "connectStopped" | "done";
        text: string;
        inferred: true;
    };
    /** Why, as times tell. */
    symptom?: {
        kind: "serverSilent" | "cycleStopped" | "passwordsStopped";
        text: string;
        inferred: true;
    };
    cloudSync?: {
        users: {
            total: number;
            on: number;
            quarantined: number;
        };
        passwordHashes: {
            total: number;
            on: number;
            quarantined: number;
        };
    };
    /** Of Entra Connect. */
    times: {
        state: "read" | "failed" | "unavailable" | "notYetRead";
        /** UTC, ISO 8601 with milliseconds. */
        askedAt?: string;
        /** UTC, ISO 8601 with milliseconds. */
        readAt?: string;
        failure?: string;
        unavailable?: Unavailable;
        value?: {
            syncEnabled: boolean | null;
            objects?: {
                /** UTC, ISO 8601 with milliseconds. */
                lastAt: string;
                ageSeconds: number;
                /** `onTime`: up to 30 minutes (password hashes 2), `late`: 3 hours (2), `stale`: 7 days (1), then `overdue`; `unknown`: read too long ago, or Graph tells it no more and told this last. */
                state: "onTime" | "late" | "stale" | "overdue" | "unknown";
                severity?: "warning" | "critical";
            };
            /** As the settings say, else as times tell. */
            passwordUse: "used" | "notUsed" | "unknown";
            passwords?: {
                /** UTC, ISO 8601 with milliseconds. */
                lastAt: string;
                ageSeconds: number;
                /** `onTime`: up to 30 minutes (password hashes 2), `late`: 3 hours (2), `stale`: 7 days (1), then `overdue`; `unknown`: read too long ago, or Graph tells it no more and told this last. */
                state: "onTime" | "late" | "stale" | "overdue" | "unknown";
                severity?: "warning" | "critical";
            };
        };
    };
    /** Told to people alone. */
    settings: {
        state: "read" | "failed" | "unavailable" | "notYetRead";
        /** UTC, ISO 8601 with milliseconds. */
        askedAt?: string;
        /** UTC, ISO 8601 with milliseconds. */
        readAt?: string;
        failure?: string;
        unavailable?: Unavailable;
        value?: {
            features: {
                [key: string]: boolean;
            };
            /** From how many deletions on a run exports none of them. */
            deletionPrevention?: {
                "type": "disabled" | "enabledForCount" | "enabledForPercentage" | "unknown";
                threshold?: number;
            };
        };
    };
    /** Of the tenant. */
    domains: {
        state: "read" | "failed" | "unavailable" | "notYetRead";
        /** UTC, ISO 8601 with milliseconds. */
        askedAt?: string;
        /** UTC, ISO 8601 with milliseconds. */
        readAt?: string;
        failure?: string;
        unavailable?: Unavailable;
        value?: {
            total: number;
            verified: number;
            federated: number;
            truncated: boolean;
            /** At most 100. */
            domains: {
                name: string;
                verified: boolean;
                authenticationType: "Managed" | "Federated" | "unknown";
                "default": boolean;
                initial: boolean;
            }[];
        };
    };
    /** Counts alone. */
    administrators: {
        state: "read" | "failed" | "unavailable" | "notYetRead";
        /** UTC, ISO 8601 with milliseconds. */
        askedAt?: string;
        /** UTC, ISO 8601 with milliseconds. */
        readAt?: string;
        failure?: string;
        unavailable?: Unavailable;
        value?: {
            /** People with a role. */
            total: number;
            /** Those from on premises, which Microsoft advises against. */
            synchronized: number;
            /** With a role; who is in them is not counted. */
            groups: number;
            truncated: boolean;
        };
    };
};
export type ErrorEntry = {
    /** `{family}/{code}` */
    id: string;
    family: Family;
    code: string;
    title: string;
    meaning: string;
    causes: string[];
    /** The least destructive first. */
    remedies: string[];
    whoMustAct: WhoMustAct;
    /** Public pages that say so. */
    sources: string[];
    severity: "critical" | "error" | "warning" | "info";
    tenantActionable: boolean;
    retryable: boolean;
    /** Documented, concluded, reported by users, or found in superseded pages only. */
    confidence: "documented" | "derived" | "community" | "archive";
    /** True when Microsoft shows the fault without a code. */
    codeIsOurs?: boolean;
    aliases: string[];
    note?: string;
    /** Ids of topics that help with it. */
    topics: string[];
    /** Other entries that the same spelling may mean, as `{family}/{code}`. */
    alternatives?: string[];
    links: {
        self: string;
    };
};
export type FleetStatus = {
    /** `degraded`: some tenants have no fresh complete reading, or all refuse this service by consent or credential. `blind`: no consented tenant has one, or no tick happens. */
    monitor: "ok" | "degraded" | "blind";
    monitorReason: string;
    /** UTC, ISO 8601 with milliseconds. */
    monitorSince?: string;
    /** Consented tenants without a fresh complete reading, oldest first. */
    monitorTenants: {
        tenantId: string;
        displayName?: string;
        /** As in `unreadable`; also `notPolled` and `incomplete`. */
        reason: string;
        code?: string;
        /** Start of its last complete reading, else when it was registered. */
        since: string;
    }[];
    /** UTC, ISO 8601 with milliseconds. */
    lastTick?: string;
    /** UTC, ISO 8601 with milliseconds. */
    nextTick: string;
    pollIntervalInSeconds: number;
    /** Version and hash of the build. */
    release: string;
    catalogueVersion: string;
    tenants: {
        total: number;
        /** Counted apart from what `monitor` judges. */
        neverConsented: number;
        unreadable: {
            reason: string;
            /** As Graph or the token authority named it. */
            code?: string;
            /** UTC, ISO 8601 with milliseconds. */
            since?: string;
            /** In the words of Graph or the token authority. */
            detail?: string;
            tenantId: string;
            displayName?: string;
            /** UTC, ISO 8601 with milliseconds. */
            observedAt?: string;
            /** As last read. */
            jobs: number;
            explanation?: {
                title: string;
                meaning: string;
                /** The least destructive first. */
                remedies: string[];
                whoMustAct: WhoMustAct;
            };
            /** Where an administrator consents, where that is missing. */
            consentUrl?: string;
        }[];
        /** Watched tenants that `TENANT_IDS` does not name: `leftOver` where nobody but the settings ever did, `byHand` where somebody put them. */
        notInSettings: {
            tenantId: string;
            displayName?: string;
            registered: "byHand" | "leftOver";
            /** The request that removes it. */
            remove: string;
        }[];
    };
    jobs: {
        total: number;
        byState: {
            [key: string]: number;
        };
        byHealth: {
            [key: string]: number;
        };
        /** What they synchronize. */
        byKind: {
            [key: string]: number;
        };
        /** Jobs that are not healthy, by who has to act. */
        byWhoMustAct: {
            [key: string]: number;
        };
        /** Near a limit of failing objects. */
        nearQuarantine: number;
        /** Switched off by Microsoft. */
        disabled: number;
        /** Of the job that is disabled first. */
        firstDisable?: {
            /** 28 days after its series of quarantines began. */
            at: string;
            job: {
                id: string;
                tenantId: string;
                tenantName: string;
                servicePrincipalId: string;
                jobId: string;
                displayName: string;
                links: {
                    self: string;
                };
            };
        };
    };
    incidents: {
        [key: string]: number;
    };
    /** Open incidents of no single job, worst first. */
    incidentsBeyondJobs: {
        count: number;
        value: {
            incidentId: string;
            tenantId: string;
            tenantName?: string;
            condition: Condition;
            causeCode: string;
            severity: "critical" | "warning";
            whoMustAct: WhoMustAct;
            scope: "servicePrincipal" | "domain" | "tenant" | "service";
            /** Unless it is of the whole tenant. */
            displayName?: string;
            /** UTC, ISO 8601 with milliseconds. */
            openedAt: string;
            acknowledgedBy?: string;
            acknowledgedByName?: string;
            /** UTC, ISO 8601 with milliseconds. */
            snoozedUntil?: string;
        }[];
    };
    /** Tenants by the age of their last complete reading. */
    freshness: {
        fresh: number;
        stale: number;
        "unknown": number;
        /** The oldest last complete reading of the stale ones. */
        oldestStaleReading?: string;
    };
    /** As last judged, at most a minute ago; empty when none is set up. */
    channels: {
        /** `primary` or `secondary`. */
        name: string;
        /** `unproven`, `ok`, `failing` or `broken`. */
        state: string;
        consecutiveFailures: number;
        /** UTC, ISO 8601 with milliseconds. */
        failingSince?: string;
        lastFault?: string;
        /** UTC, ISO 8601 with milliseconds. */
        notBefore?: string;
        /** UTC, ISO 8601 with milliseconds. */
        lastAcceptedAt?: string;
        /** UTC, ISO 8601 with milliseconds. */
        lastProvenAt?: string;
        /** UTC, ISO 8601 with milliseconds. */
        lastDigestAt?: string;
    }[];
};
export type Live = {
    status: "ok";
};
export type Ready = {
    status: "ready" | "degraded";
    checks?: {
        name: string;
        ok: boolean;
        critical: boolean;
        detail: string;
    }[];
};
export type EventType = "appeared" | "removed" | "stateChanged" | "quarantineChanged" | "executionChanged" | "scheduleChanged" | "escrowsChanged" | "conditionChanged" | "gap";
export type HistoryEntry = {
    "type": EventType;
    /** UTC, ISO 8601 with milliseconds. */
    at: string;
    /** Position in the history of the job; a gap of the whole tenant has none. */
    seq?: number;
    /** UTC, ISO 8601 with milliseconds. */
    observedAt?: string;
    cause: "poll" | "operation" | "operator";
    /** What changed, in Graph's words. */
    changes: string[];
    "from"?: {
        [key: string]: any;
    };
    to?: {
        [key: string]: any;
    };
    gap?: Gap;
    incidentId?: string;
    operationId?: string;
};
export type History = {
    value: HistoryEntry[];
    /** The next page; absent on the last one. Changes between two pages may show an item twice or not at all. */
    nextLink?: string;
    /** When the job was first seen; absent where that is longer ago than the history is kept. */
    watchedSince?: string;
};
export type Trend = {
    /** Oldest first; nothing is interpolated. */
    value: TrendPoint[];
    gaps: Gap[];
    /** Oldest first, of the last 48 hours; absent where nothing was counted. */
    failing?: FailingCount[];
    /** From this hour on an hour without a point is like the one before, unless a gap covers it. Before it only the points are known. */
    completeFrom?: string;
    /** As asked for, or later where more than 5,000 events lie in between. */
    "from": string;
};
export type Me = {
    /** `{tenant id}/{object id}` */
    actor: string;
    kind: "user" | "app";
    /** As the token calls them. */
    name?: string;
    /** The application that asked for the token. */
    clientId?: string;
    /** The most they may do anywhere. */
    role: Role;
    visible: {
        all: boolean;
        /** All that exists for them where not everything does. */
        scopes: {
            tenantId: string;
            tenantName?: string;
            servicePrincipalId?: string;
            jobId?: string;
            /** The most they may do there. */
            role: Role;
        }[];
    };
    /** What they may ask for somewhere, whatever the state of a job. */
    actions: ("acknowledge" | "snooze" | "restart" | "clearQuarantine" | "start" | "pause" | "validateCredentials" | "provisionOnDemand" | "restartFull" | "forceDeletes" | "overrideCoolDown" | "approve" | "reject" | "readAudit" | "manageGrants" | "addGrant" | "addTenant" | "putTenant" | "deleteTenant" | "checkTenant")[];
};
export type OpenApiDocument = {
    openapi: string;
    [key: string]: any;
};
export type Topic = {
    id: string;
    title: string;
    /** What it is. */
    summary: string;
    /** What holds, and decides between the choices. */
    rules: string[];
    /** What to do, the least destructive first. */
    steps: string[];
    /** What older documents say, and what holds now. */
    superseded: string[];
    whoMustAct: WhoMustAct;
    /** Documented, concluded, reported by users, or found in superseded pages only. */
    confidence: "documented" | "derived" | "community" | "archive";
    note?: string;
    /** Entries of the catalogue it helps with, as `{family}/{code}`. */
    codes: string[];
    /** Public pages that say so. */
    sources: string[];
    links: {
        self: string;
    };
};
export type AuditEntry = {
    /** UTC, ISO 8601 with milliseconds. */
    at: string;
    phase: "intent" | "approved" | "rejected" | "outcome" | "refused" | "done";
    tenantId: string;
    actor: string;
    /** What the token called them. */
    actorName?: string;
    /** A person, or an application by itself. */
    actorKind?: "user" | "app";
    /** The application that asked for the token. */
    clientId?: string;
    /** Names the token in the sign-in log of Entra. */
    tokenId?: string;
    action: string;
    operationId?: string;
    servicePrincipalId?: string;
    jobId?: string;
    displayName?: string;
    incidentId?: string;
    parameters?: {
        [key: string]: any;
    };
    idempotencyHash?: string;
    outcome?: string;
    code?: string;
    httpStatus?: number;
    detail?: string;
    graphRequestId?: string;
    requestId?: string;
    before?: {
        [key: string]: any;
    };
    after?: {
        [key: string]: any;
    };
};
export type AuditList = {
    value: AuditEntry[];
    /** The next page; absent on the last one. Changes between two pages may show an item twice or not at all. */
    nextLink?: string;
};
export type Change = {
    kind: "event" | "incident" | "operation";
    /** Where it changed; `_service` is the service itself. */
    tenantId: string;
    /** Of an event. */
    servicePrincipalId?: string;
    /** Of an event. */
    jobId?: string;
    event?: HistoryEntry;
    /** As it is now. */
    incident?: IncidentListItem;
    /** As it is now. */
    operation?: Operation;
};
export type Changes = {
    value: Change[];
    /** More is there already. */
    nextLink?: string;
    /** All is told for now: ask here for what changes later. */
    deltaLink?: string;
};
export type Endpoint = {
    /** Stays the same; made of product, host and port. */
    id: string;
    product: Product;
    /** The cloud of Microsoft. */
    cloud: "public" | "us-government" | "china";
    /** A name, or `*.` and a suffix: all names below it. */
    host: string;
    /** Whether `*.` stands for the name below it too. */
    alsoMatchApex: boolean;
    /** What the page prints behind the host. */
    path?: string;
    port: number;
    protocol: "HTTP" | "HTTPS";
    direction: "outbound";
    /** What the product needs it for. */
    purpose: string;
    /** `browser`: needed by browsers of users. */
    phase?: "runtime" | "registration" | "browser";
    /** Needed only where it is used. */
    feature?: "password-writeback" | "seamless-sso";
    /** Whether the product stops where it is closed. */
    required: boolean;
    /** The first build that needs it. */
    since?: string;
    /** Whether the newest copy that was read has it; null: it could not be read. */
    listedToday: boolean | null;
    /** Whether another row has taken its place: then it need not be open. */
    superseded: boolean;
    /** The hosts in its place. */
    supersededBy?: string[];
    /** The page that says so. */
    source: string;
    /** The date of the page that was read: a day, a month or a year. */
    asOf: string;
    /** What the pages say differently. */
    note?: string;
};
export type IgnorableHost = {
    host: string;
    why: string;
    /** Hosts below it that are needed all the same. */
    except: string[];
    /** The page that says so. */
    source: string;
    /** The date of the page that was read: a day, a month or a year. */
    asOf: string;
};
export type NetworkRule = {
    id: string;
    /** What holds. */
    says: string;
    /** What to do where it is broken. */
    advice?: string;
    /** Documented, concluded, reported by users, or found in superseded pages only. */
    confidence: "documented" | "derived" | "community" | "archive";
    /** Entries of the catalogue that tell more, as `{family}/{code}`. */
    codes: string[];
    /** The page that says so. */
    source: string;
    /** Pages beside the source. */
    links: string[];
    /** The date of the page that was read: a day, a month or a year. */
    asOf: string;
};
export type EndpointList = {
    value: Endpoint[];
    /** Hosts that logs show and no rule needs. */
    ignorable: IgnorableHost[];
    rules: NetworkRule[];
};
export type ErrorSighting = {
    family: string;
    code: string;
    tenantId: string;
    /** How often a job came to show it; one that stays counts once. Under the tenant `_service`: in how many explained texts it stood. */
    count: number;
    /** UTC, ISO 8601 with milliseconds. */
    firstSeenAt: string;
    /** UTC, ISO 8601 with milliseconds. */
    lastSeenAt: string;
};
export type ErrorSightingList = {
    value: ErrorSighting[];
    /** The next page; absent on the last one. Changes between two pages may show an item twice or not at all. */
    nextLink?: string;
};
export type CatalogueVersion = {
    /** Changes whenever anything that an entry says changes. */
    version: string;
    /** The day of the newest change. */
    date: string;
};
export type ErrorList = {
    value: ErrorEntry[];
    /** The next page; absent on the last one. Changes between two pages may show an item twice or not at all. */
    nextLink?: string;
    catalogue: CatalogueVersion;
};
export type GrantList = {
    value: Grant[];
    /** The next page; absent on the last one. Changes between two pages may show an item twice or not at all. */
    nextLink?: string;
};
export type IncidentList = {
    value: IncidentListItem[];
    /** The next page; absent on the last one. Changes between two pages may show an item twice or not at all. */
    nextLink?: string;
};
export type JobGroup = {
    /** A code, a tenant, an actor or a kind; absent where nothing is explained. */
    key?: string;
    /** The same in words. */
    title: string;
    /** Of a cause. The same code may be for different people to mend: a group each. */
    whoMustAct?: WhoMustAct;
    /** Jobs. */
    count: number;
    /** Tenants that have any of them. */
    tenants: number;
    /** The worst. */
    health: Health;
    /** The jobs by their health. */
    byHealth: {
        critical: number;
        "unknown": number;
        warning: number;
        healthy: number;
    };
    /** When the service disables the first of its jobs. */
    disableAt?: string;
    /** Whole days until then. */
    daysLeft?: number;
    /** The oldest reading among its jobs. */
    observedAt?: string;
    links: {
        /** Exactly its jobs. */
        jobs: string;
    };
};
export type JobGroupList = {
    value: JobGroup[];
    /** The next page; absent on the last one. Changes between two pages may show an item twice or not at all. */
    nextLink?: string;
};
export type JobListItem = {
    /** `{tenantId}/{servicePrincipalId}/{jobId}` */
    id: string;
    tenantId: string;
    tenantName: string;
    servicePrincipalId: string;
    displayName: string;
    /** Unique only within its service principal. */
    jobId: string;
    templateId?: string;
    kind: JobKind;
    /** The kind in words. */
    kindName: string;
    state: JobState;
    rawCode?: string;
    health: Health;
    reasons: HealthReason[];
    severity: number;
    /** UTC, ISO 8601 with milliseconds. */
    since: string;
    /** `graph`: Microsoft Graph says when it began. `firstSeen`: first seen then; it lasts at least so long. */
    sinceSource: "graph" | "firstSeen";
    /** UTC, ISO 8601 with milliseconds. */
    observedAt: string;
    freshness: Freshness;
    escrows?: number;
    errorCode?: string;
    /** Present while a limit of failing objects is near. */
    nearQuarantine?: NearQuarantine;
    incidentId?: string;
    /** The gravest open incident of the job, and who is on it. */
    incident?: {
        id: string;
        /** Who is on it; absent while nobody is. */
        acknowledgedBy?: string;
        /** As they were called when they signed in. */
        acknowledgedByName?: string;
        /** Only while it lasts. */
        snoozedUntil?: string;
    };
    activeOperationId?: string;
    links: {
        self: string;
        history: string;
        tenant: string;
        incident?: string;
        adminCentre: string;
        /** Where the job is configured in the admin centre. */
        configuration: string;
        provisioningLogs: string;
        /** Where its agents are listed, for kinds that have some. */
        agents?: string;
    };
    quarantine?: {
        reason: string;
        /** UTC, ISO 8601 with milliseconds. */
        seriesBegan?: string;
        /** UTC, ISO 8601 with milliseconds. */
        currentBegan?: string;
        seriesCount: number;
        /** UTC, ISO 8601 with milliseconds. */
        nextAttempt?: string;
        /** 28 days after the series began: then the service disables the job. */
        disableAt?: string;
        /** Whole days until `disableAt`. */
        daysLeft?: number;
    };
    explanation?: {
        code: string;
        title: string;
        whoMustAct: WhoMustAct;
    };
    advice: {
        action: "none" | "wait" | "fixCause" | "checkAgents" | "renewCredentials" | "reviewDeletes" | "reviewErrors" | "checkReading" | "configure" | "clearQuarantine" | "pause" | "start" | "restart";
    };
};
export type JobList = {
    value: JobListItem[];
    /** The next page; absent on the last one. Changes between two pages may show an item twice or not at all. */
    nextLink?: string;
};
export type OperationList = {
    value: Operation[];
    /** The next page; absent on the last one. Changes between two pages may show an item twice or not at all. */
    nextLink?: string;
};
export type PrecedingChange = {
    /** Of several equal ones the latest. */
    at: string;
    /** `seenByUs`: read or done by this service. `auditLog`: said by the directory. */
    source: "seenByUs" | "auditLog";
    kind: "credentialsOrSettings" | "mappingsOrScope" | "assignment" | "schedule" | "provisioning" | "owner" | "agent" | "application" | "other";
    /** The action, the fields with their values, or the activity of the audit log. */
    what: string;
    /** Equal changes told as one. */
    count: number;
    outcome?: string;
    /** Who, by id; `name` only with `include=names`. */
    actor?: {
        kind: "user" | "app";
        id: string;
        name?: string;
    };
    operationId?: string;
};
export type PrecedingChanges = {
    /** The newest five. Empty says only that what was read shows none. */
    value: PrecedingChange[];
    /** How many older ones are not shown. */
    more: number;
    /** UTC, ISO 8601 with milliseconds. */
    "from": string;
    /** The end of the time that was looked at. */
    brokeAt: string;
    seenByUs: {
        /** Set where this service did not know the job for all of the time. */
        watchedSince?: string;
        /** Times within it in which the tenant was not read. */
        gaps: number;
    };
    auditLog: {
        read?: {
            rows: number;
            notUnderstood?: number;
            /** Everything from here on was read. */
            "from": string;
            /** UTC, ISO 8601 with milliseconds. */
            to: string;
        };
        /** Whether something was left unread: three requests are the limit. */
        truncated?: boolean;
        unavailable?: Unavailable;
    };
};
export type FailingCause = {
    status: "failure" | "skipped" | "stagedDelete";
    /** `Unknown` where the log names none. */
    code: string;
    /** The first step that did not succeed. */
    step?: string;
    /** Only where the text of the log names one in a known form. */
    attribute?: string;
    explanation: Explanation;
    whoMustAct: WhoMustAct;
    /** Rows of the log. */
    count: number;
    /** Different objects in them. */
    objects: number;
    /** There may be more: some rows name none. */
    atLeast?: true;
    /** Before `comparedAt` against since: `new`, `stillFailing`, `fixed` (a run known to have begun after the last row is over and shows none), or `unknown`: seen, and too little read to say more. */
    state: "new" | "stillFailing" | "fixed" | "unknown";
    /** UTC, ISO 8601 with milliseconds. */
    firstSeen: string;
    /** UTC, ISO 8601 with milliseconds. */
    lastSeen: string;
    /** Up to five, the latest first; `name` only with `include=names`. */
    examples: {
        id: string;
        "type": string;
        name?: string;
    }[];
};
export type ProvisioningErrors = {
    /** The most frequent first; absent where the log may not be read. */
    value?: FailingCause[];
    read?: {
        rows: number;
        /** Rows in a form that cannot be read. */
        notUnderstood?: number;
        /** Everything from here on was read. */
        "from": string;
        /** UTC, ISO 8601 with milliseconds. */
        to: string;
        /** More was asked for than the log keeps. */
        notKept?: true;
    };
    /** Absent where no run is known in what was read. */
    comparedAt?: string;
    /** Why by that time: `request`; the start of the newest `run` that is whole in the log; or an `interval` of the schedule before `loggedUntil`, where the last run is always too new for the log. */
    comparedBy?: "request" | "run" | "interval";
    /** Rows reach the log late: of what happened after this time some may be missing. */
    loggedUntil?: string;
    /** Whether older rows were left unread, after five requests. */
    truncated?: boolean;
    unavailable?: Unavailable;
};
export type SynchronizationRule = {
    /** The `ruleId` of provisioning on demand. */
    id: string;
    name?: string;
    sourceDirectoryName?: string;
    targetDirectoryName?: string;
    objectMappings: {
        /** The `objectTypeName` of a subject. */
        sourceObjectName: string;
        targetObjectName: string;
        /** Absent where Graph does not say it. */
        enabled?: boolean;
    }[];
};
export type SubjectName = {
    /** The field of a subject that holds the name. */
    by: "objectId" | "userPrincipalName" | "distinguishedName";
    /** Microsoft Graph is asked who it is, which finds users alone. */
    onlyUsers?: true;
    /** What the reader needs for that. */
    permission?: string;
};
export type Rules = {
    /** In the order of the schema; absent where it may not be read. */
    value?: SynchronizationRule[];
    subjects: {
        /** So many objects one request names at most. */
        most: number;
        /** How an object of this job can be named, the surest way first. */
        namedBy: SubjectName[];
    };
    /** When Microsoft Graph was asked: at most an hour ago. */
    readAt?: string;
    /** Whether the schema has more than 50 rules, or a rule more than 50 mappings. */
    truncated?: boolean;
    unavailable?: Unavailable;
};
export type DeleteWay = {
    way: "allow" | "refuse";
    /** What it does, and what has to be done first. */
    says: string;
    source: string;
    action: JobAction;
};
export type StagedDeletes = {
    /** Whether `TooManyDeletes` holds the job, as it was read last. */
    waiting: boolean;
    /** UTC, ISO 8601 with milliseconds. */
    observedAt?: string;
    freshness: Freshness;
    /** Different objects that wait, for a request with `ForceDeletes` and its approval; never too low. `null` where nobody can count: then nothing is sent once more is put aside. */
    stagedDeletes: number | null;
    /** Why not, although the log was read: longer than five requests; rows name no object or are not understood; kept for less than they wait; no row yet. */
    uncounted?: "truncated" | "notUnderstood" | "notKept" | "notLogged";
    /** So many were counted. */
    atLeast?: number;
    /** By type, as far as was read; absent where the log may not be read. */
    value?: {
        "type": string;
        objects: number;
    }[];
    /** Up to five, the latest first; `name`, and ids that are names, only with `include=names`. */
    examples?: {
        id: string;
        "type": string;
        name?: string;
    }[];
    read?: {
        rows: number;
        /** Rows in a form that cannot be read. */
        notUnderstood?: number;
        /** Everything from here on was read: from a day before the quarantine, unless `truncated`. */
        "from": string;
        /** UTC, ISO 8601 with milliseconds. */
        to: string;
    };
    /** Whether older rows were left unread. */
    truncated?: boolean;
    unavailable?: Unavailable;
    /** Absent where nothing waits. */
    ways?: DeleteWay[];
};
export type TenantList = {
    value: Tenant[];
    /** The next page; absent on the last one. Changes between two pages may show an item twice or not at all. */
    nextLink?: string;
};
export type TopicList = {
    value: Topic[];
    /** The next page; absent on the last one. Changes between two pages may show an item twice or not at all. */
    nextLink?: string;
};
/**
 * Acknowledge an incident
 */
export declare function acknowledgeIncident(incidentId: string, body?: {}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Incident;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 409;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 415;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Approve an operation
 */
export declare function approveOperation(operationId: string, body?: {
    /** Needed for `ForceDeletes`: the figure of `…/stagedDeletes` that was seen. It has to be that of the operation. */
    stagedDeletes?: number | null;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Operation;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 409;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 415;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Check how a tenant is signed in to, and which permissions are granted
 */
export declare function checkTenant(tenantId: string, body?: {}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: TenantCheck;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 409;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 415;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 502;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Clear the quarantine of a job
 */
export declare function clearQuarantine(tenantId: string, servicePrincipalId: string, jobId: string, idempotencyKey: string, body?: {
    /** Why; kept with the operation and in the audit log. */
    reason?: string;
    /** Acts although the cool-down is not over. Needs the role Admin. */
    overrideCoolDown?: boolean;
    /** Needed where the quarantine protects data: held-back deletions, too many failing objects. */
    acknowledge?: boolean;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 202;
    data: Operation;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 409;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 415;
    data: Problem;
} | {
    status: 422;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Take the grant of a principal away
 */
export declare function deleteGrant(principal: string, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 204;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 409;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Get the grant of a principal
 */
export declare function getGrant(principal: string, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Grant;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Grant a principal a part of the fleet
 */
export declare function putGrant(principal: string, body?: {
    displayName?: string;
    /** The most they may do anywhere. */
    cap?: Role;
    /** All that exists for them; without any, nothing does. */
    scopes: GrantScope[];
    note?: string;
    /** Refuses them everywhere, whatever else is said. */
    blocked?: boolean;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Grant;
} | {
    status: 201;
    data: Grant;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 409;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 415;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Stop watching a tenant
 */
export declare function deleteTenant(tenantId: string, { purge, confirm }?: {
    purge?: "true" | "false";
    confirm?: string;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 204;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 409;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Get one watched tenant
 */
export declare function getTenant(tenantId: string, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Tenant;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Watch a tenant
 */
export declare function putTenant(tenantId: string, body?: {
    /** Instead of the name that Graph gives. */
    displayName?: string;
    /** Marks by which you tell groups of tenants apart. */
    tags?: string[];
}, { onlyIfAbsent }?: {
    onlyIfAbsent?: "true" | "false";
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Tenant;
} | {
    status: 201;
    data: Tenant;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 409;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 415;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 502;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Diagnose a proxy log, a test or a list of hosts
 */
export declare function diagnoseConnectivity(diagnoseRequest?: DiagnoseRequest, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: NetworkDiagnosis;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 415;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Explain the codes and known messages in a text
 */
export declare function explainText(explainRequest?: ExplainRequest, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: TextExplanation;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 415;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Get what is known of the provisioning agents of a tenant
 */
export declare function getAgents(tenantId: string, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Agents;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Get the state of one tenant's directory synchronization
 */
export declare function getDirectorySync(tenantId: string, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: DirectorySync;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Read this description as a page
 */
export declare function getDocs(opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: string;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 500;
    data: Problem;
}>>;
/**
 * Read the types of requests and answers as a page
 */
export declare function getDocsTypes(opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: string;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 500;
    data: Problem;
}>>;
/**
 * Get what a code means and what to do about it
 */
export declare function getError(code: string, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: ErrorEntry;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Get the state of the whole fleet in numbers
 */
export declare function getFleetStatus(opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: FleetStatus;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Probe whether the process answers
 */
export declare function getHealthLive(opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Live;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 500;
    data: Problem;
}>>;
/**
 * Probe whether the service can vouch for what it shows
 */
export declare function getHealthReady(opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Ready;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Get one incident with its explanation, its timeline and its job
 */
export declare function getIncident(incidentId: string, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Incident;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Get one job with its explanation and advice
 */
export declare function getJob(tenantId: string, servicePrincipalId: string, jobId: string, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Job;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * List the events of one job, newest first
 */
export declare function getJobHistory(tenantId: string, servicePrincipalId: string, jobId: string, { $from, to, $type, pageSize, continuation }?: {
    $from?: string;
    to?: string;
    $type?: EventType;
    pageSize?: number;
    continuation?: string;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: History;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Get the failing and exported objects of one job by the hour
 */
export declare function getJobTrend(tenantId: string, servicePrincipalId: string, jobId: string, { $from, to }?: {
    $from?: string;
    to?: string;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Trend;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Get who calls, what they see and may do
 */
export declare function getMe(opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Me;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Get the fleet as Prometheus metrics
 */
export declare function getMetrics(opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: string;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Get this description (OpenAPI 3.1)
 */
export declare function getOpenapi(opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: OpenApiDocument;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 500;
    data: Problem;
}>>;
/**
 * Get one operation
 */
export declare function getOperation(operationId: string, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Operation;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Get what is known about one topic
 */
export declare function getTopic(id: string, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Topic;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * List who did what in a tenant, newest first
 */
export declare function listAudit(tenantId: string, { $from, to, pageSize, continuation }?: {
    $from?: string;
    to?: string;
    pageSize?: number;
    continuation?: string;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: AuditList;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * List what changed since a cursor, oldest first
 */
export declare function listChanges({ since, pageSize }?: {
    since?: string;
    pageSize?: number;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Changes;
} | {
    status: 204;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 410;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * List the hosts and ports that a sync server needs
 */
export declare function listEndpoints({ product, cloud, format }?: {
    product?: Product;
    cloud?: "public" | "us-government" | "china";
    format?: "json" | "csv" | "firewall";
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: EndpointList;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * List the codes that were seen and are not in the catalogue, the latest first
 */
export declare function listErrorSightings({ pageSize, continuation }?: {
    pageSize?: number;
    continuation?: string;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: ErrorSightingList;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Search what codes mean
 */
export declare function listErrors({ q, family, pageSize, continuation }?: {
    q?: string;
    family?: Family;
    pageSize?: number;
    continuation?: string;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: ErrorList;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * List the grants
 */
export declare function listGrants({ pageSize, continuation }?: {
    pageSize?: number;
    continuation?: string;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: GrantList;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * List incidents, worst first
 */
export declare function listIncidents({ condition, causeCode, tenantId, state, pageSize, continuation }?: {
    condition?: Condition;
    causeCode?: string;
    tenantId?: string;
    state?: "open" | "closed";
    pageSize?: number;
    continuation?: string;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: IncidentList;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Count the jobs of all tenants by cause, tenant, actor or kind, worst first
 */
export declare function listJobGroups(by: "cause" | "tenant" | "whoMustAct" | "kind", { q, tenantId, servicePrincipalId, state, health, reason, templateId, kind, errorCode, freshness, cause, whoMustAct, acknowledged, pageSize, continuation }?: {
    q?: string;
    tenantId?: string;
    servicePrincipalId?: string;
    state?: "NotConfigured" | "NotRun" | "Active" | "Paused" | "Quarantine" | "Unknown";
    health?: Health;
    reason?: HealthReason;
    templateId?: string;
    kind?: JobKind;
    errorCode?: string;
    freshness?: Freshness;
    cause?: string;
    whoMustAct?: WhoMustAct;
    acknowledged?: "true" | "false";
    pageSize?: number;
    continuation?: string;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: JobGroupList;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * List the jobs of all tenants, worst first
 */
export declare function listJobs({ q, tenantId, servicePrincipalId, state, health, reason, templateId, kind, errorCode, freshness, cause, whoMustAct, acknowledged, pageSize, continuation }?: {
    q?: string;
    tenantId?: string;
    servicePrincipalId?: string;
    state?: "NotConfigured" | "NotRun" | "Active" | "Paused" | "Quarantine" | "Unknown";
    health?: Health;
    reason?: HealthReason;
    templateId?: string;
    kind?: JobKind;
    errorCode?: string;
    freshness?: Freshness;
    cause?: string;
    whoMustAct?: WhoMustAct;
    acknowledged?: "true" | "false";
    pageSize?: number;
    continuation?: string;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: JobList;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * List operations, newest first
 */
export declare function listOperations({ tenantId, servicePrincipalId, jobId, pageSize, continuation }?: {
    tenantId?: string;
    servicePrincipalId?: string;
    jobId?: string;
    pageSize?: number;
    continuation?: string;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: OperationList;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * List what was changed in the day before the job of an incident broke
 */
export declare function listPrecedingChanges(incidentId: string, { include }?: {
    include?: "names";
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: PrecedingChanges;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 502;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * List what fails in one job, by root cause
 */
export declare function listProvisioningErrors(tenantId: string, servicePrincipalId: string, jobId: string, { $from, to, comparedAt, status, include }?: {
    $from?: string;
    to?: string;
    comparedAt?: string;
    status?: string;
    include?: "names";
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: ProvisioningErrors;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 502;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * List the rules of one job, for provisioning on demand
 */
export declare function listRules(tenantId: string, servicePrincipalId: string, jobId: string, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Rules;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 502;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * List what waits to be deleted in one job
 */
export declare function listStagedDeletes(tenantId: string, servicePrincipalId: string, jobId: string, { include }?: {
    include?: "names";
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: StagedDeletes;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 502;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * List the watched tenants
 */
export declare function listTenants({ pageSize, continuation }?: {
    pageSize?: number;
    continuation?: string;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: TenantList;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Search knowledge that has no code
 */
export declare function listTopics({ q, pageSize, continuation }?: {
    q?: string;
    pageSize?: number;
    continuation?: string;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: TopicList;
} | {
    status: 304;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Pause a job
 */
export declare function pauseJob(tenantId: string, servicePrincipalId: string, jobId: string, idempotencyKey: string, body?: {
    /** Why; kept with the operation and in the audit log. */
    reason?: string;
    /** Acts although the cool-down is not over. Needs the role Admin. */
    overrideCoolDown?: boolean;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 202;
    data: Operation;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 409;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 415;
    data: Problem;
} | {
    status: 422;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Provision single objects now
 */
export declare function provisionOnDemand(tenantId: string, servicePrincipalId: string, jobId: string, idempotencyKey: string, body?: {
    /** Why; kept with the operation and in the audit log. */
    reason?: string;
    /** Acts although the cool-down is not over. Needs the role Admin. */
    overrideCoolDown?: boolean;
    ruleId: string;
    subjects: {
        /** As the source of the job knows it: the object id in Entra ID; for cloud sync from Active Directory the distinguished name. */
        objectId?: string;
        /** Of a user of the tenant; needs `User.ReadBasic.All`, for cloud sync `User.Read.All`. */
        userPrincipalName?: string;
        /** Of Active Directory; needs `User.Read.All` where the job takes its objects from Entra ID. */
        distinguishedName?: string;
        objectTypeName: string;
    }[];
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 202;
    data: Operation;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 409;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 415;
    data: Problem;
} | {
    status: 422;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 502;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Reject an operation
 */
export declare function rejectOperation(operationId: string, body?: {}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Operation;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 409;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 415;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Restart a job
 */
export declare function restartJob(tenantId: string, servicePrincipalId: string, jobId: string, idempotencyKey: string, body?: {
    /** Why; kept with the operation and in the audit log. */
    reason?: string;
    /** Acts although the cool-down is not over. Needs the role Admin. */
    overrideCoolDown?: boolean;
    /** Absent or empty: what the service itself resets (QuarantineState, Watermark, Escrows). */
    resetScope?: ("None" | "ConnectorDataStore" | "Escrows" | "Watermark" | "QuarantineState" | "Full" | "ForceDeletes")[];
    /** The id of the job; needed for `Full` and `ForceDeletes`. */
    confirm?: string;
    /** Needed for `ForceDeletes`: the figure of `…/stagedDeletes` that was seen; `null` where that is `null`. Nothing is deleted where it has changed. */
    stagedDeletes?: number | null;
    /** Needed where the quarantine protects data: held-back deletions, too many failing objects. */
    acknowledge?: boolean;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 202;
    data: Operation;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 409;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 415;
    data: Problem;
} | {
    status: 422;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Snooze an incident
 */
export declare function snoozeIncident(incidentId: string, body?: {
    /** At most 30 days ahead, and not after `quarantine.disableAt` of the job. */
    until: string;
    reason?: string;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 200;
    data: Incident;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 409;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 415;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Start a paused or quarantined job
 */
export declare function startJob(tenantId: string, servicePrincipalId: string, jobId: string, idempotencyKey: string, body?: {
    /** Why; kept with the operation and in the audit log. */
    reason?: string;
    /** Acts although the cool-down is not over. Needs the role Admin. */
    overrideCoolDown?: boolean;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 202;
    data: Operation;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 409;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 415;
    data: Problem;
} | {
    status: 422;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
/**
 * Try the saved credentials of a job
 */
export declare function validateCredentials(tenantId: string, servicePrincipalId: string, jobId: string, idempotencyKey: string, body?: {
    /** Why; kept with the operation and in the audit log. */
    reason?: string;
    /** Acts although the cool-down is not over. Needs the role Admin. */
    overrideCoolDown?: boolean;
}, opts?: Oazapfts.RequestOpts): Promise<Oazapfts.WithHeaders<{
    status: 202;
    data: Operation;
} | {
    status: 400;
    data: Problem;
} | {
    status: 401;
    data: Problem;
} | {
    status: 403;
    data: Problem;
} | {
    status: 404;
    data: Problem;
} | {
    status: 409;
    data: Problem;
} | {
    status: 411;
    data: Problem;
} | {
    status: 413;
    data: Problem;
} | {
    status: 414;
    data: Problem;
} | {
    status: 415;
    data: Problem;
} | {
    status: 422;
    data: Problem;
} | {
    status: 429;
    data: Problem;
} | {
    status: 500;
    data: Problem;
} | {
    status: 503;
    data: Problem;
}>>;
