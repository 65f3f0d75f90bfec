#Requires -Version 5.1
<#
.SYNOPSIS
Checks from the server itself whether the network lets Entra Connect or the provisioning agent through to Microsoft.

.DESCRIPTION
Tries each host of the tables: its name with the chain behind it, the port, the issuer of the certificate, and over port 80 a list of
revoked certificates; directly, and through the proxy of the service's configuration. It changes nothing, needs no rights and sends
nothing but these requests. Its output, one line a check, is read by POST /api/v1/connectivity/diagnose, as "log".
Run it once as yourself and once as the service account: each has proxy settings of its own.

.PARAMETER Product
connect for Entra Connect Sync, cloud-sync for the provisioning agent.

.PARAMETER TenantId
With cloud-sync: tries the tenant's own host below msappproxy.net, too.

.PARAMETER Proxy
The proxy to be tried in place of the configured one, as http://host:port.

.PARAMETER TimeoutSeconds
How long each step may take.

.EXAMPLE
.\check-connectivity.ps1 | clip

.EXAMPLE
.\check-connectivity.ps1 -Product cloud-sync -TenantId 11111111-1111-4111-8111-111111111111
#>
[CmdletBinding()]
param(
    [ValidateSet('connect', 'cloud-sync')]
    [string] $Product = 'connect',

    [ValidatePattern('^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$')]
    [string] $TenantId,

    [uri] $Proxy,

    [ValidateRange(1, 120)]
    [int] $TimeoutSeconds = 10
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

# Hosts with their port, and over port 80 the file that is asked for.
$targets = @{
    'connect' = @(
        'mscrl.microsoft.com:80/pki/mscorp/crl/Microsoft%20RSA%20TLS%20CA%2001.crl'
        'secure.aadcdn.microsoftonline-p.com:443'
        'graph.microsoft.com:443'
        'login.microsoftonline.com:443'
        'adminwebservice.microsoftonline.com:443'
        'crl3.digicert.com:80/DigiCertGlobalRootG2.crl'
        'crl4.digicert.com:80/DigiCertGlobalRootG2.crl'
        'ocsp.digicert.com:80'
        'www.d-trust.net:80'
        'root-c3-ca2-2009.ocsp.d-trust.net:80'
        'crl.microsoft.com:80/pki/crl/products/MicRooCerAut_2010-06-23.crl'
        'oneocsp.microsoft.com:80'
        'ocsp.msocsp.com:80'
        'login.windows.net:443'
    )
    'cloud-sync' = @(
        'ssprdedicatedsbprodscu.servicebus.windows.net:443'
        'crl3.digicert.com:80/DigiCertGlobalRootG2.crl'
        'crl4.digicert.com:80/DigiCertGlobalRootG2.crl'
        'ocsp.digicert.com:80'
        'crl.microsoft.com:80/pki/crl/products/MicRooCerAut_2010-06-23.crl'
        'oneocsp.microsoft.com:80'
        'ocsp.msocsp.com:80'
        'login.windows.net:443'
        'secure.aadcdn.microsoftonline-p.com:443'
        'login.microsoftonline.com:443'
        'adminwebservice.microsoftonline.com:443'
        'aadcdn.msauth.net:443'
        'aadcdn.msftauth.net:443'
        'enterpriseregistration.windows.net:443'
        'management.azure.com:443'
        'policykeyservice.dc.ad.msft.net:443'
        'ctldl.windowsupdate.com:443'
        'ctldl.windowsupdate.com:80/msdownload/update/v3/static/trustedr/en/authrootstl.cab'
        'graph.microsoft.com:443'
        'mscrl.microsoft.com:80/pki/mscorp/crl/Microsoft%20RSA%20TLS%20CA%2001.crl'
        'www.microsoft.com:80/pkiops/crl/Microsoft%20Azure%20RSA%20TLS%20Issuing%20CA%2003.crl'
    )
}

# Suffixes of which no host is published that could be tried.
$untried = @{
    'connect' = @(
        '*.verisign.com:80'
        '*.entrust.net:80'
        '*.management.core.windows.net:443'
        '*.graph.windows.net:443'
        '*.digicert.cn:80'
    )
    'cloud-sync' = @(
        '*.msappproxy.net:443'
        '*.msauthimages.net:443'
        '*.msecnd.net:443'
        '*.msftauthimages.net:443'
        '*.phonefactor.net:443'
        '*.msappproxy.com:443'
        '*.windowsazure.com:443'
    )
}

# Who issues certificates of the service; anybody else is an inspection on the way.
$issuers = @('Microsoft Corporation', 'DigiCert Inc', 'DigiCert, Inc.')

# Where the service takes its proxy from: the agent looks into its own file first.
$machineConfig = Join-Path $env:windir 'Microsoft.NET\Framework64\v4.0.30319\Config\machine.config'
$agentConfig = Join-Path $env:ProgramFiles 'Microsoft Azure AD Connect Provisioning Agent\AADConnectProvisioningAgent.exe.config'

$checks = 0

function Format-Check([string] $Way, [string] $Step, [string] $Where, [string] $Result, [string] $Detail) {
    $script:checks++
    "$Way $Step $Where $Result $Detail" -replace '\s+', ' ' -replace ' $', ''
}

function Format-Fault([string] $Way, [string] $Step, [string] $Where, [System.Exception] $Fault) {
    $cause = $Fault.GetBaseException()
    $result = 'failed'
    if ($cause -is [System.TimeoutException]) { $result = 'timeout' }
    if ($cause -is [System.Net.Sockets.SocketException]) {
        $code = $cause.SocketErrorCode.ToString()
        if ($code -eq 'TimedOut') { $result = 'timeout' }
        if (@('HostNotFound', 'NoData', 'TryAgain') -contains $code) { $result = 'dns' }
    }
    Format-Check $Way $Step $Where $result $cause.Message
}

function Open-Connection([string] $HostName, [int] $Port) {
    $client = New-Object System.Net.Sockets.TcpClient
    try {
        $waiting = $client.BeginConnect($HostName, $Port, $null, $null)
        if (-not $waiting.AsyncWaitHandle.WaitOne($TimeoutSeconds * 1000)) {
            throw (New-Object System.TimeoutException "no answer in $TimeoutSeconds seconds")
        }
        $client.EndConnect($waiting)
        $client.ReceiveTimeout = $TimeoutSeconds * 1000
        $client.SendTimeout = $TimeoutSeconds * 1000
        $client
    }
    catch {
        $client.Close()
        throw
    }
}

function Send-Request([System.IO.Stream] $Stream, [string] $Request) {
    $bytes = [System.Text.Encoding]::ASCII.GetBytes("$Request`r`n`r`n")
    $Stream.Write($bytes, 0, $bytes.Length)
    $head = New-Object System.Text.StringBuilder
    while ($head.Length -lt 16384) {
        $byte = $Stream.ReadByte()
        if ($byte -lt 0) { break }
        [void] $head.Append([char] $byte)
        if ($byte -eq 10 -and $head.ToString().EndsWith("`r`n`r`n")) { break }
    }
    $text = $head.ToString()
    $status = [regex]::Match($text, '^HTTP/1\.[01] (\d{3})').Groups[1].Value
    if ($status -eq '') { throw (New-Object System.IO.IOException 'the answer is no HTTP') }
    $offers = @([regex]::Matches($text, '(?im)^Proxy-Authenticate: *([a-z]+)') | ForEach-Object { $_.Groups[1].Value })
    @{ Status = [int] $status; Offers = $offers -join ', ' }
}

function Test-Name([string] $HostName) {
    try {
        $chain = @($HostName)
        if (Get-Command Resolve-DnsName -ErrorAction SilentlyContinue) {
            foreach ($answer in @(Resolve-DnsName -Name $HostName -Type A -ErrorAction Stop)) {
                if ($answer.Type -eq 'CNAME') { $chain += $answer.NameHost }
                if ($answer.Type -eq 'A') { $chain += $answer.IPAddress }
            }
        }
        else {
            $chain += @([System.Net.Dns]::GetHostAddresses($HostName) | ForEach-Object { $_.ToString() })
        }
        if ($chain.Count -lt 2 -or $chain[-1] -notmatch '^(\d+(\.\d+){3}|[0-9a-f:]*:[0-9a-f:.]*)$') { Format-Check direct dns $HostName dns 'no address' }
        else { Format-Check direct dns $HostName ok ($chain[1..($chain.Count - 1)] -join ' > ') }
    }
    catch {
        Format-Check direct dns $HostName dns ($_.Exception.GetBaseException().Message)
    }
}

function Test-Certificate([string] $Way, [string] $HostName, [System.IO.Stream] $Stream) {
    $where = "${HostName}:443"
    try {
        # What is wrong with the certificate is told by its issuer; nothing secret is sent over this connection.
        $takeAny = [System.Net.Security.RemoteCertificateValidationCallback] { $true }
        $secure = New-Object System.Net.Security.SslStream($Stream, $false, $takeAny)
        $secure.AuthenticateAsClient($HostName, $null, [System.Security.Authentication.SslProtocols]::Tls12, $false)
        Format-Issuer $Way $where $secure.RemoteCertificate.Issuer
    }
    catch {
        Format-Fault $Way tls $where $_.Exception
    }
}

function Format-Issuer([string] $Way, [string] $Where, [string] $Issuer) {
    $known = @($issuers | Where-Object { $Issuer -match ('(^|, )O="?' + [regex]::Escape($_) + '"?(,|$)') })
    if ($known.Count -gt 0) { Format-Check $Way tls $Where ok $Issuer }
    else { Format-Check $Way tls $Where inspected $Issuer }
}

function Format-Answer([string] $Way, [string] $Step, [string] $Where, [hashtable] $Answer) {
    $status = $Answer.Status
    # A host that answers for itself was reached, whatever it says; what a proxy says in its place are these.
    $isRefused = @(403, 407, 502, 503, 504) -contains $status -or ($Step -eq 'connect' -and $status -ge 400)
    if ($isRefused) { Format-Check $Way $Step $Where refused "$status $($Answer.Offers)" }
    else { Format-Check $Way $Step $Where ok "$status" }
}

function Test-Direct([string] $HostName, [int] $Port, [string] $Path) {
    $where = "${HostName}:$Port"
    try {
        $client = Open-Connection $HostName $Port
    }
    catch {
        Format-Fault direct tcp $where $_.Exception
        return
    }
    Format-Check direct tcp $where ok
    if ($Port -eq 443) {
        Test-Certificate direct $HostName ($client.GetStream())
    }
    elseif ($Path) {
        try {
            $request = "GET /$Path HTTP/1.1`r`nHost: $HostName`r`nConnection: close"
            Format-Answer direct http $where (Send-Request ($client.GetStream()) $request)
        }
        catch {
            Format-Fault direct http $where $_.Exception
        }
    }
    $client.Close()
}

function Test-Gateway([hashtable] $Gateway, [string] $HostName, [int] $Port, [string] $Path) {
    $where = "${HostName}:$Port"
    $step = if ($Port -eq 443) { 'connect' } else { 'http' }
    $address = $Gateway.Address
    # Without a file of the host nobody can tell its refusal from one of the proxy.
    if ($Port -ne 443 -and -not $Path) {
        "skipped $where no file of it is published"
        return
    }
    try {
        $client = Open-Connection $address.Host $address.Port
    }
    catch {
        Format-Check proxy $step $where failed "the proxy does not answer: $($_.Exception.GetBaseException().Message)"
        return
    }
    try {
        $line = if ($Port -eq 443) { "CONNECT $where HTTP/1.1" } else { "GET http://$HostName/$Path HTTP/1.1" }
        $answer = Send-Request ($client.GetStream()) "$line`r`nHost: $where"
        Format-Answer proxy $step $where $answer
        if ($answer.Status -eq 407 -and $Gateway.SignsIn) { Test-SignedIn $Gateway $HostName $Port $Path }
        if ($answer.Status -eq 200 -and $Port -eq 443) { Test-Certificate proxy $HostName ($client.GetStream()) }
    }
    catch {
        Format-Fault proxy $step $where $_.Exception
    }
    $client.Close()
}

# Once more, with the account that runs this script, as useDefaultCredentials does.
function Test-SignedIn([hashtable] $Gateway, [string] $HostName, [int] $Port, [string] $Path) {
    $where = "${HostName}:$Port"
    $step = if ($Port -eq 443) { 'connect' } else { 'http' }
    $scheme = if ($Port -eq 443) { 'https' } else { 'http' }
    $request = [System.Net.WebRequest]::Create("${scheme}://$HostName/$Path")
    $request.Timeout = $TimeoutSeconds * 1000
    $request.Proxy = New-Object System.Net.WebProxy($Gateway.Address)
    $request.Proxy.Credentials = [System.Net.CredentialCache]::DefaultCredentials
    try {
        $request.GetResponse().Close()
        Format-Check proxy $step $where ok '200 signed in'
    }
    catch {
        $fault = $_.Exception
        while ($fault -and $fault -isnot [System.Net.WebException]) { $fault = $fault.InnerException }
        $status = 0
        # Whoever sees a certificate got through the proxy, whatever the host then said; since PowerShell 6 the answer of a proxy is no response.
        $isThrough = $PSVersionTable.PSVersion.Major -ge 6 -or $request.ServicePoint.Certificate
        if ($fault -and $fault.Response -and $Port -eq 443 -and $isThrough) { $status = 200 }
        elseif ($fault -and $fault.Response) { $status = [int] $fault.Response.StatusCode }
        elseif ($_.Exception.ToString() -match "status code '?(\d{3})") { $status = [int] $Matches[1] }
        if ($status -eq 0) { Format-Fault proxy $step $where $_.Exception }
        else { Format-Answer proxy $step $where @{ Status = $status; Offers = '' } }
    }
    if ($Port -eq 443 -and $request.ServicePoint.Certificate) { Format-Issuer proxy $where $request.ServicePoint.Certificate.Issuer }
}

function Get-Gateway {
    if ($Proxy) { return @{ Address = $Proxy; SignsIn = $true } }
    $files = @($machineConfig)
    if ($Product -eq 'cloud-sync') { $files = @($agentConfig, $machineConfig) }
    $signsIn = $false
    foreach ($file in $files) {
        if (-not (Test-Path -LiteralPath $file)) { continue }
        try { $config = [xml] (Get-Content -LiteralPath $file -Raw) }
        catch { continue }
        $default = $config.SelectSingleNode('/configuration/system.net/defaultProxy')
        if ($null -eq $default) { continue }
        if ($default.GetAttribute('enabled') -eq 'false') { return $null }
        $signsIn = $default.GetAttribute('useDefaultCredentials') -eq 'true'
        $own = $default.SelectSingleNode('proxy[@proxyaddress]')
        if ($null -ne $own) {
            $address = $own.GetAttribute('proxyaddress')
            if ($address -notmatch '://') { $address = "http://$address" }
            return @{ Address = [uri] $address; SignsIn = $signsIn }
        }
        break
    }
    # Without an address of its own .NET takes the Internet Options of the account.
    $sample = [uri] 'https://login.microsoftonline.com/'
    $system = [System.Net.WebRequest]::GetSystemWebProxy().GetProxy($sample)
    if (-not $system -or $system.Host -eq $sample.Host) { return $null }
    @{ Address = $system; SignsIn = $signsIn }
}

$now = [System.DateTime]::UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [System.Globalization.CultureInfo]::InvariantCulture)
"check-connectivity 1 $Product $now"

$gateway = Get-Gateway
if ($gateway) { "via proxy http://$($gateway.Address.Host):$($gateway.Address.Port)" }
else { 'via direct' }

$hosts = @($targets[$Product])
$skipped = @($untried[$Product])
if ($TenantId -and $Product -eq 'cloud-sync') {
    $hosts += "$TenantId.registration.msappproxy.net:443"
    $skipped = @($skipped | Where-Object { $_ -ne '*.msappproxy.net:443' })
}

foreach ($target in $hosts) {
    $parts = [regex]::Match($target, '^([^:]+):(\d+)/?(.*)$')
    $name = $parts.Groups[1].Value
    $port = [int] $parts.Groups[2].Value
    $path = $parts.Groups[3].Value
    $resolved = Test-Name $name
    $resolved
    if ($resolved -match '^direct dns \S+ ok') { Test-Direct $name $port $path }
    if ($gateway) { Test-Gateway $gateway $name $port $path }
}

foreach ($pattern in $skipped) { "skipped $pattern no host of it is published" }
"end $checks"
