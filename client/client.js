/* Made from openapi.json by `npm run openapi`. */

var a = [encodeURIComponent, encodeURIComponent];
function d(e, t2 = ",") {
  const o2 = (n, r) => {
    const c = e[r % e.length];
    return typeof n > "u" ? "" : typeof n == "object" ? Array.isArray(n) ? n.map(c).join(t2) : Object.entries(n).reduce(
      (i, f) => [...i, ...f],
      []
    ).map(c).join(t2) : c(l(n));
  };
  return (n, ...r) => n.reduce((c, u, i) => `${c}${u}${o2(r[i], i)}`, "");
}
function R(e = ",") {
  return (t2, o2 = a) => Object.entries(t2).filter(([, n]) => n !== void 0).map(([n, r]) => d(o2, e)`${n}=${r}`).join("&");
}
function j(...e) {
  return e.filter(Boolean).map((t2, o2) => o2 === 0 ? t2 : t2.replace(/^\/+/, "")).map((t2, o2, n) => o2 === n.length - 1 ? t2 : t2.replace(/\/+$/, "")).join("/");
}
function l(e) {
  return typeof e == "string" || typeof e == "number" || typeof e == "boolean" ? e : String(e);
}

function q(...r) {
  const n = r.filter(Boolean).join("&");
  return n && `?${n}`;
}
function y(r, n = a) {
  const o2 = d(n);
  return Object.entries(r).filter(([, t2]) => t2 !== void 0).map(([t2, e]) => Array.isArray(e) ? e.map((i) => o2`${t2}=${i}`).join("&") : typeof e == "object" ? y(e, n) : o2`${t2}=${e}`).join("&");
}
var A = R();
var O = R("|");
var g = R("%20");

function o(e, r) {
  const n = t(e);
  return t(r).forEach((i, s2) => {
    n.set(s2, i);
  }), n;
}
function t(e) {
  return e && !(e instanceof Headers) && !Array.isArray(e) ? new Headers(
    Object.fromEntries(
      Object.entries(e).filter(([, r]) => r != null).map(([r, n]) => [r, String(n)])
    )
  ) : new Headers(e);
}

function D(a2 = {}) {
  async function r(e, n) {
    const t2 = await p(e, n);
    let s2;
    try {
      s2 = await t2.text();
    } catch {
    }
    return {
      status: t2.status,
      headers: t2.headers,
      contentType: t2.headers.get("content-type"),
      data: s2
    };
  }
  async function i(e, n = {}) {
    const { status: t2, headers: s2, contentType: u, data: c } = await r(e, {
      ...n,
      headers: o(
        {
          Accept: "application/json"
        },
        n.headers
      )
    });
    return (u ? u.includes("json") : false) ? {
      status: t2,
      headers: s2,
      data: c ? JSON.parse(c) : null
    } : { status: t2, headers: s2, data: c };
  }
  async function f(e, n = {}) {
    const t2 = await p(e, n);
    let s2;
    try {
      s2 = await t2.blob();
    } catch {
    }
    return { status: t2.status, headers: t2.headers, data: s2 };
  }
  async function p(e, n = {}) {
    const {
      baseUrl: t2,
      fetch: s2,
      ...u
    } = {
      ...a2,
      ...n,
      headers: o(a2.headers, n.headers)
    }, c = j(t2, e);
    return await (s2 || fetch)(c, u);
  }
  return {
    ok: y2,
    fetchText: r,
    fetchJson: i,
    fetchBlob: f,
    mergeHeaders: o,
    json({ body: e, headers: n, ...t2 }) {
      return {
        ...t2,
        ...e != null && { body: JSON.stringify(e) },
        headers: o(
          {
            "Content-Type": "application/json"
          },
          n
        )
      };
    },
    form({ body: e, headers: n, ...t2 }) {
      return {
        ...t2,
        ...e != null && { body: A(e) },
        headers: o(
          {
            "Content-Type": "application/x-www-form-urlencoded"
          },
          n
        )
      };
    },
    multipart({ body: e, headers: n, ...t2 }) {
      if (e == null)
        return { ...t2, body: e, headers: t(n) };
      const s2 = new (t2.FormData || t2.formDataConstructor || a2.FormData || a2.formDataConstructor || FormData)(), u = (c, o2) => {
        typeof o2 == "string" || o2 instanceof Blob ? s2.append(c, o2) : typeof o2 == "number" || typeof o2 == "boolean" ? s2.append(c, String(o2)) : s2.append(
          c,
          new Blob([JSON.stringify(o2)], { type: "application/json" })
        );
      };
      return Object.entries(e).forEach(([c, o2]) => {
        Array.isArray(o2) ? o2.forEach((m) => u(c, m)) : u(c, o2);
      }), {
        ...t2,
        body: s2,
        headers: t(n)
      };
    }
  };
}
var j2 = [200, 201, 202, 204];
async function y2(a2) {
  const r = await a2;
  if (j2.some((i) => i == r.status)) return r.data;
  throw new l2(r.status, r.data, r.headers);
}
var l2 = class extends Error {
  status;
  data;
  headers;
  constructor(r, i, f) {
    super(`Error: ${r}`), this.status = r, this.data = i, this.headers = f;
  }
};

var defaults = {
  headers: {},
  baseUrl: "/api/v1"
};
var oazapfts = D(defaults);
var servers = {
  server1: "/api/v1"
};
function acknowledgeIncident(incidentId, body, opts) {
  return oazapfts.fetchJson(`/incidents/${encodeURIComponent(incidentId)}/acknowledge`, oazapfts.json({
    ...opts,
    method: "POST",
    body
  }));
}
function approveOperation(operationId, body, opts) {
  return oazapfts.fetchJson(`/operations/${encodeURIComponent(operationId)}/approve`, oazapfts.json({
    ...opts,
    method: "POST",
    body
  }));
}
function checkTenant(tenantId, body, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}/check`, oazapfts.json({
    ...opts,
    method: "POST",
    body
  }));
}
function clearQuarantine(tenantId, servicePrincipalId, jobId, idempotencyKey, body, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}/servicePrincipals/${encodeURIComponent(servicePrincipalId)}/jobs/${encodeURIComponent(jobId)}/clearQuarantine`, oazapfts.json({
    ...opts,
    method: "POST",
    body,
    headers: oazapfts.mergeHeaders(opts?.headers, {
      "Idempotency-Key": idempotencyKey
    })
  }));
}
function deleteGrant(principal, opts) {
  return oazapfts.fetchJson(`/grants/${encodeURIComponent(principal)}`, {
    ...opts,
    method: "DELETE"
  });
}
function getGrant(principal, opts) {
  return oazapfts.fetchJson(`/grants/${encodeURIComponent(principal)}`, {
    ...opts
  });
}
function putGrant(principal, body, opts) {
  return oazapfts.fetchJson(`/grants/${encodeURIComponent(principal)}`, oazapfts.json({
    ...opts,
    method: "PUT",
    body
  }));
}
function deleteTenant(tenantId, { purge, confirm } = {}, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}${q(y({
    purge,
    confirm
  }))}`, {
    ...opts,
    method: "DELETE"
  });
}
function getTenant(tenantId, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}`, {
    ...opts
  });
}
function putTenant(tenantId, body, { onlyIfAbsent } = {}, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}${q(y({
    onlyIfAbsent
  }))}`, oazapfts.json({
    ...opts,
    method: "PUT",
    body
  }));
}
function diagnoseConnectivity(diagnoseRequest, opts) {
  return oazapfts.fetchJson("/connectivity/diagnose", oazapfts.json({
    ...opts,
    method: "POST",
    body: diagnoseRequest
  }));
}
function explainText(explainRequest, opts) {
  return oazapfts.fetchJson("/errors/explain", oazapfts.json({
    ...opts,
    method: "POST",
    body: explainRequest
  }));
}
function getAgents(tenantId, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}/agents`, {
    ...opts
  });
}
function getDirectorySync(tenantId, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}/directorySync`, {
    ...opts
  });
}
function getDocs(opts) {
  return oazapfts.fetchJson("/docs", {
    ...opts
  });
}
function getDocsTypes(opts) {
  return oazapfts.fetchJson("/docs/types", {
    ...opts
  });
}
function getError(code, opts) {
  return oazapfts.fetchJson(`/errors/${encodeURIComponent(code)}`, {
    ...opts
  });
}
function getFleetStatus(opts) {
  return oazapfts.fetchJson("/status", {
    ...opts
  });
}
function getHealthLive(opts) {
  return oazapfts.fetchJson("/health/live", {
    ...opts
  });
}
function getHealthReady(opts) {
  return oazapfts.fetchJson("/health/ready", {
    ...opts
  });
}
function getIncident(incidentId, opts) {
  return oazapfts.fetchJson(`/incidents/${encodeURIComponent(incidentId)}`, {
    ...opts
  });
}
function getJob(tenantId, servicePrincipalId, jobId, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}/servicePrincipals/${encodeURIComponent(servicePrincipalId)}/jobs/${encodeURIComponent(jobId)}`, {
    ...opts
  });
}
function getJobHistory(tenantId, servicePrincipalId, jobId, { $from, to, $type, pageSize, continuation } = {}, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}/servicePrincipals/${encodeURIComponent(servicePrincipalId)}/jobs/${encodeURIComponent(jobId)}/history${q(y({
    "from": $from,
    to,
    "type": $type,
    pageSize,
    continuation
  }))}`, {
    ...opts
  });
}
function getJobTrend(tenantId, servicePrincipalId, jobId, { $from, to } = {}, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}/servicePrincipals/${encodeURIComponent(servicePrincipalId)}/jobs/${encodeURIComponent(jobId)}/trend${q(y({
    "from": $from,
    to
  }))}`, {
    ...opts
  });
}
function getMe(opts) {
  return oazapfts.fetchJson("/me", {
    ...opts
  });
}
function getMetrics(opts) {
  return oazapfts.fetchJson("/metrics", {
    ...opts
  });
}
function getOpenapi(opts) {
  return oazapfts.fetchJson("/openapi.json", {
    ...opts
  });
}
function getOperation(operationId, opts) {
  return oazapfts.fetchJson(`/operations/${encodeURIComponent(operationId)}`, {
    ...opts
  });
}
function getTopic(id, opts) {
  return oazapfts.fetchJson(`/topics/${encodeURIComponent(id)}`, {
    ...opts
  });
}
function listAudit(tenantId, { $from, to, pageSize, continuation } = {}, opts) {
  return oazapfts.fetchJson(`/audit${q(y({
    tenantId,
    "from": $from,
    to,
    pageSize,
    continuation
  }))}`, {
    ...opts
  });
}
function listChanges({ since, pageSize } = {}, opts) {
  return oazapfts.fetchJson(`/changes${q(y({
    since,
    pageSize
  }))}`, {
    ...opts
  });
}
function listEndpoints({ product, cloud, format } = {}, opts) {
  return oazapfts.fetchJson(`/connectivity/endpoints${q(y({
    product,
    cloud,
    format
  }))}`, {
    ...opts
  });
}
function listErrorSightings({ pageSize, continuation } = {}, opts) {
  return oazapfts.fetchJson(`/errorSightings${q(y({
    pageSize,
    continuation
  }))}`, {
    ...opts
  });
}
function listErrors({ q: q2, family, pageSize, continuation } = {}, opts) {
  return oazapfts.fetchJson(`/errors${q(y({
    q: q2,
    family,
    pageSize,
    continuation
  }))}`, {
    ...opts
  });
}
function listGrants({ pageSize, continuation } = {}, opts) {
  return oazapfts.fetchJson(`/grants${q(y({
    pageSize,
    continuation
  }))}`, {
    ...opts
  });
}
function listIncidents({ condition, causeCode, tenantId, state, pageSize, continuation } = {}, opts) {
  return oazapfts.fetchJson(`/incidents${q(y({
    condition,
    causeCode,
    tenantId,
    state,
    pageSize,
    continuation
  }))}`, {
    ...opts
  });
}
function listJobGroups(by, { q: q2, tenantId, servicePrincipalId, state, health, reason, templateId, kind, errorCode, freshness, cause, whoMustAct, acknowledged, pageSize, continuation } = {}, opts) {
  return oazapfts.fetchJson(`/jobGroups${q(y({
    by,
    q: q2,
    tenantId,
    servicePrincipalId,
    state,
    health,
    reason,
    templateId,
    kind,
    errorCode,
    freshness,
    cause,
    whoMustAct,
    acknowledged,
    pageSize,
    continuation
  }))}`, {
    ...opts
  });
}
function listJobs({ q: q2, tenantId, servicePrincipalId, state, health, reason, templateId, kind, errorCode, freshness, cause, whoMustAct, acknowledged, pageSize, continuation } = {}, opts) {
  return oazapfts.fetchJson(`/jobs${q(y({
    q: q2,
    tenantId,
    servicePrincipalId,
    state,
    health,
    reason,
    templateId,
    kind,
    errorCode,
    freshness,
    cause,
    whoMustAct,
    acknowledged,
    pageSize,
    continuation
  }))}`, {
    ...opts
  });
}
function listOperations({ tenantId, servicePrincipalId, jobId, pageSize, continuation } = {}, opts) {
  return oazapfts.fetchJson(`/operations${q(y({
    tenantId,
    servicePrincipalId,
    jobId,
    pageSize,
    continuation
  }))}`, {
    ...opts
  });
}
function listPrecedingChanges(incidentId, { include } = {}, opts) {
  return oazapfts.fetchJson(`/incidents/${encodeURIComponent(incidentId)}/precedingChanges${q(y({
    include
  }))}`, {
    ...opts
  });
}
function listProvisioningErrors(tenantId, servicePrincipalId, jobId, { $from, to, comparedAt, status, include } = {}, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}/servicePrincipals/${encodeURIComponent(servicePrincipalId)}/jobs/${encodeURIComponent(jobId)}/provisioningErrors${q(y({
    "from": $from,
    to,
    comparedAt,
    status,
    include
  }))}`, {
    ...opts
  });
}
function listRules(tenantId, servicePrincipalId, jobId, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}/servicePrincipals/${encodeURIComponent(servicePrincipalId)}/jobs/${encodeURIComponent(jobId)}/rules`, {
    ...opts
  });
}
function listStagedDeletes(tenantId, servicePrincipalId, jobId, { include } = {}, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}/servicePrincipals/${encodeURIComponent(servicePrincipalId)}/jobs/${encodeURIComponent(jobId)}/stagedDeletes${q(y({
    include
  }))}`, {
    ...opts
  });
}
function listTenants({ pageSize, continuation } = {}, opts) {
  return oazapfts.fetchJson(`/tenants${q(y({
    pageSize,
    continuation
  }))}`, {
    ...opts
  });
}
function listTopics({ q: q2, pageSize, continuation } = {}, opts) {
  return oazapfts.fetchJson(`/topics${q(y({
    q: q2,
    pageSize,
    continuation
  }))}`, {
    ...opts
  });
}
function pauseJob(tenantId, servicePrincipalId, jobId, idempotencyKey, body, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}/servicePrincipals/${encodeURIComponent(servicePrincipalId)}/jobs/${encodeURIComponent(jobId)}/pause`, oazapfts.json({
    ...opts,
    method: "POST",
    body,
    headers: oazapfts.mergeHeaders(opts?.headers, {
      "Idempotency-Key": idempotencyKey
    })
  }));
}
function provisionOnDemand(tenantId, servicePrincipalId, jobId, idempotencyKey, body, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}/servicePrincipals/${encodeURIComponent(servicePrincipalId)}/jobs/${encodeURIComponent(jobId)}/provisionOnDemand`, oazapfts.json({
    ...opts,
    method: "POST",
    body,
    headers: oazapfts.mergeHeaders(opts?.headers, {
      "Idempotency-Key": idempotencyKey
    })
  }));
}
function rejectOperation(operationId, body, opts) {
  return oazapfts.fetchJson(`/operations/${encodeURIComponent(operationId)}/reject`, oazapfts.json({
    ...opts,
    method: "POST",
    body
  }));
}
function restartJob(tenantId, servicePrincipalId, jobId, idempotencyKey, body, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}/servicePrincipals/${encodeURIComponent(servicePrincipalId)}/jobs/${encodeURIComponent(jobId)}/restart`, oazapfts.json({
    ...opts,
    method: "POST",
    body,
    headers: oazapfts.mergeHeaders(opts?.headers, {
      "Idempotency-Key": idempotencyKey
    })
  }));
}
function snoozeIncident(incidentId, body, opts) {
  return oazapfts.fetchJson(`/incidents/${encodeURIComponent(incidentId)}/snooze`, oazapfts.json({
    ...opts,
    method: "POST",
    body
  }));
}
function startJob(tenantId, servicePrincipalId, jobId, idempotencyKey, body, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}/servicePrincipals/${encodeURIComponent(servicePrincipalId)}/jobs/${encodeURIComponent(jobId)}/start`, oazapfts.json({
    ...opts,
    method: "POST",
    body,
    headers: oazapfts.mergeHeaders(opts?.headers, {
      "Idempotency-Key": idempotencyKey
    })
  }));
}
function validateCredentials(tenantId, servicePrincipalId, jobId, idempotencyKey, body, opts) {
  return oazapfts.fetchJson(`/tenants/${encodeURIComponent(tenantId)}/servicePrincipals/${encodeURIComponent(servicePrincipalId)}/jobs/${encodeURIComponent(jobId)}/validateCredentials`, oazapfts.json({
    ...opts,
    method: "POST",
    body,
    headers: oazapfts.mergeHeaders(opts?.headers, {
      "Idempotency-Key": idempotencyKey
    })
  }));
}
export {
  acknowledgeIncident,
  approveOperation,
  checkTenant,
  clearQuarantine,
  defaults,
  deleteGrant,
  deleteTenant,
  diagnoseConnectivity,
  explainText,
  getAgents,
  getDirectorySync,
  getDocs,
  getDocsTypes,
  getError,
  getFleetStatus,
  getGrant,
  getHealthLive,
  getHealthReady,
  getIncident,
  getJob,
  getJobHistory,
  getJobTrend,
  getMe,
  getMetrics,
  getOpenapi,
  getOperation,
  getTenant,
  getTopic,
  listAudit,
  listChanges,
  listEndpoints,
  listErrorSightings,
  listErrors,
  listGrants,
  listIncidents,
  listJobGroups,
  listJobs,
  listOperations,
  listPrecedingChanges,
  listProvisioningErrors,
  listRules,
  listStagedDeletes,
  listTenants,
  listTopics,
  pauseJob,
  provisionOnDemand,
  putGrant,
  putTenant,
  rejectOperation,
  restartJob,
  servers,
  snoozeIncident,
  startJob,
  validateCredentials
};
