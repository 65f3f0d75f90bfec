#Requires -Version 7.4

<#
.SYNOPSIS
    Restarts the synchronization jobs that are in quarantine, and waits for what comes of it.
.DESCRIPTION
    Each restart has a key of its own. However often a request arrives, Microsoft Graph is asked at most once.
.EXAMPLE
    $token = (Get-AzAccessToken -ResourceUrl 'api://11111111-2222-4333-8444-555555555555' -AsSecureString).Token
    ./Restart-SyncJob.ps1 -Api https://sync.example.org/api/v1 -Token $token -Name 'ad.contoso.*' -WhatIf
.EXAMPLE
    ./Restart-SyncJob.ps1 -Api https://sync.example.org/api/v1 -Token $token -Search 'contoso NoActiveAgents'
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    # Address of the API, with its version.
    [Parameter(Mandatory)]
    [uri] $Api,

    # Access token for the API, with the role Operator.
    [Parameter(Mandatory)]
    [securestring] $Token,

    # Which of the jobs, with wildcards.
    [string] $Name = '*',

    # Words that the service itself finds jobs by: parts of their name, their tenant's, an error code, an id.
    [string] $Search,

    # Why; kept with the operation and in the audit log.
    [string] $Reason = 'The cause is mended.',

    [ValidateRange(1, 1000)]
    [int] $PageSize = 100
)

$ErrorActionPreference = 'Stop'
# Plain http is for the demo on this machine alone.
$call = @{ Authentication = 'Bearer'; Token = $Token; AllowUnencryptedAuthentication = $Api.IsLoopback }

function Get-QuarantinedJob {
    $uri = "$Api/jobs?state=Quarantine&pageSize=$PageSize"
    if ($Search) { $uri = "$uri&q=$([uri]::EscapeDataString($Search))" }
    while ($uri) {
        $page = Invoke-RestMethod @call -Uri $uri -MaximumRetryCount 5
        $page.value
        $uri = $page.nextLink
    }
}

foreach ($job in Get-QuarantinedJob | Where-Object displayName -Like $Name) {
    if (-not $PSCmdlet.ShouldProcess("$($job.displayName): $($job.explanation.title)", 'Restart')) { continue }
    $restart = @{
        Method                  = 'Post'
        Uri                     = "$($job.links.self)/restart"
        Headers                 = @{ 'Idempotency-Key' = [guid]::NewGuid().ToString() }
        ContentType             = 'application/json'
        Body                    = @{ reason = $Reason } | ConvertTo-Json
        SkipHttpErrorCheck      = $true
        StatusCodeVariable      = 'status'
        ResponseHeadersVariable = 'answered'
    }
    $operation = Invoke-RestMethod @call @restart
    if ($status -ne 202) {
        # Most of all 409: another operation runs on the job, or one has just run.
        Write-Error "$($job.displayName): $($operation.code). $($operation.detail)" -ErrorAction Continue
        continue
    }
    $location = $answered['Operation-Location'][0]
    $seconds = [int] $answered['Retry-After'][0]
    while (-not $operation.finishedAt) {
        Start-Sleep -Seconds $seconds
        $operation = Invoke-RestMethod @call -Uri $location -MaximumRetryCount 5
    }
    [pscustomobject]@{
        Job       = $job.displayName
        Cause     = $job.explanation.title
        MustAct   = $job.explanation.whoMustAct
        Operation = $location
        Status    = $operation.status
        Error     = $operation.error.detail
    }
}
